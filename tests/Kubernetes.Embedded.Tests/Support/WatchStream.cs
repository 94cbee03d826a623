using System.Text.Json.Nodes;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>A watch over HTTP, read line by line.</summary>
public sealed class WatchStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private WatchStream(HttpResponseMessage response, StreamReader reader)
    {
        _response = response;
        _reader = reader;
    }

    public static async Task<WatchStream> OpenAsync(ApiFixture api, string path)
    {
        var response = await api.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.IsSuccessStatusCode.ShouldBeTrue(path);
        return new WatchStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event as its type and the object's name, or null at the end of the stream.</summary>
    public async Task<(string Type, JsonObject Object)?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var line = await _reader.ReadLineAsync(limit.Token);
        if (line is null)
        {
            return null;
        }

        var node = JsonNode.Parse(line)!.AsObject();
        return (node["type"]!.GetValue<string>(), node["object"]!.AsObject());
    }

    public async Task<string> NextNameAsync()
        => await NextAsync() is { } next ? $"{next.Type} {next.Object["metadata"]!["name"]}" : "end";

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
