using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Tests.Double;

/// <summary>One watch that a client holds open; null ends it in good order.</summary>
internal sealed class OpenWatch(HttpContext http, string path, string from)
{
    private readonly Channel<string?> _lines = Channel.CreateUnbounded<string?>();

    public string Path => path;

    public string From => from;

    public void Send(string type, string json) => _lines.Writer.TryWrite($$"""{"type":"{{type}}","object":{{json}}}""" + "\n");

    public void SendRaw(string text) => _lines.Writer.TryWrite(text);

    public void End() => _lines.Writer.TryWrite(null);

    public void Drop() => http.Abort();

    public async Task RunAsync()
    {
        await http.Response.StartAsync();
        await foreach (var line in _lines.Reader.ReadAllAsync(http.RequestAborted))
        {
            if (line is null)
            {
                return;
            }

            await http.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(line), http.RequestAborted);
        }
    }
}
