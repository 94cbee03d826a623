using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using MeshActors.Kubernetes.Configuration;
using MeshActors.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace MeshActors.Kubernetes.Tests.Double;

/// <summary>
/// A small API server on loopback that does as it is told: pages, bookmarks, expired versions, dropped and silent
/// watches. It keeps objects of any type by path, and leaves the rest of Kubernetes out.
/// </summary>
internal sealed class ApiDouble : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (string Json, long Version)> _objects = new(StringComparer.Ordinal);
    private readonly List<(long Version, string Type, string Path, string Json)> _history = [];
    private readonly List<OpenWatch> _watches = [];
    private readonly Channel<OpenWatch> _opened = Channel.CreateUnbounded<OpenWatch>();
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _scripted = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly WebApplication _app;
    private long _version = 100;
    private long _oldest;

    private ApiDouble(Action<ListenOptions>? listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, o => listen?.Invoke(o)));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The requests so far; a client that watches may add to them at any time.</summary>
    public List<RecordedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Objects a page, whatever limit the client asks for.</summary>
    public int MaxPage { get; set; } = int.MaxValue;

    /// <summary>Collections that are served; null serves all.</summary>
    public HashSet<string>? Served { get; set; }

    /// <summary>Runs before each page, with its number from 0 on.</summary>
    public Func<int, Task>? BeforePage { get; set; }

    public Uri Address { get; private set; } = null!;

    public static async Task<ApiDouble> StartAsync(Action<ListenOptions>? listen = null)
    {
        var api = new ApiDouble(listen);
        await api._app.StartAsync();
        var addresses = api._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        api.Address = new Uri(addresses.Addresses.Single());
        return api;
    }

    public KubernetesClient Connect(TimeProvider? time = null) => new(new ClusterConnection(Address), time ?? TimeProvider.System);

    /// <summary>Answers the next request otherwise.</summary>
    public void Next(int status, string body, Action<HttpResponse>? more = null) => _scripted.Enqueue(http =>
    {
        http.Response.StatusCode = status;
        more?.Invoke(http.Response);
        return http.Response.WriteAsync(body);
    });

    public void NextDropped() => _scripted.Enqueue(http =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    public static string Expired(string? next = null) => $$"""
        {"kind":"Status","apiVersion":"v1","metadata":{"continue":"{{next}}"},"status":"Failure","reason":"Expired","code":410,"message":"too old"}
        """.Trim();

    public long Put(ResourceType type, string @namespace, string name, string data = "{}")
    {
        lock (_gate)
        {
            var path = type.Path(@namespace, name);
            var version = ++_version;
            var json = $$"""{"apiVersion":"{{type.ApiVersion}}","kind":"{{type.Kind}}","metadata":{"name":"{{name}}","namespace":"{{@namespace}}","uid":"uid-{{name}}","resourceVersion":"{{version}}"},"data":{{data}}}""";
            Publish(_objects.ContainsKey(path) ? "MODIFIED" : "ADDED", path, json, version);
            _objects[path] = (json, version);
            return version;
        }
    }

    public void Remove(ResourceType type, string @namespace, string name)
    {
        lock (_gate)
        {
            var path = type.Path(@namespace, name);
            _objects.Remove(path, out var last);
            var version = ++_version;
            Publish("DELETED", path, last.Json.Replace($"\"{last.Version}\"", $"\"{version}\""), version);
        }
    }

    /// <summary>Forgets events up to now: a watch from before is told 410, within the stream as real servers do.</summary>
    public void Compact()
    {
        lock (_gate)
        {
            _oldest = ++_version;
            _history.Clear();
        }
    }

    public long AdvanceVersion()
    {
        lock (_gate)
        {
            return ++_version;
        }
    }

    /// <summary>The next watch that a client opens (each is returned once).</summary>
    public async Task<OpenWatch> NextWatchAsync() =>
        await _opened.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _watches.ForEach(w => w.Drop());
        }

        await _app.DisposeAsync();
    }

    private void Publish(string type, string path, string json, long version)
    {
        _history.Add((version, type, path, json));
        foreach (var watch in _watches.Where(w => Covers(w.Path, path)))
        {
            watch.Send(type, json);
        }
    }

    private static bool Covers(string collection, string path)
    {
        var plural = collection[(collection.LastIndexOf('/') + 1)..];
        var root = collection[..collection.LastIndexOf('/')];
        return path.StartsWith(root, StringComparison.Ordinal) && path.Split('/')[^2] == plural;
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Func<HttpContext, Task>? scripted;
        lock (_gate)
        {
            _requests.Add(new RecordedRequest(
                http.Request.Method,
                http.Request.Path!,
                http.Request.Query,
                new HeaderDictionary(new Dictionary<string, StringValues>(http.Request.Headers)), // Kestrel reuses its own.
                http.Request.Protocol,
                body));
            _scripted.TryDequeue(out scripted);
        }

        if (scripted is not null)
        {
            await scripted(http);
        }
        else if (Served is not null && !Served.Contains(http.Request.Path))
        {
            http.Response.StatusCode = 404;
            await http.Response.WriteAsync("404 page not found");
        }
        else if (http.Request.Query.ContainsKey("watch"))
        {
            await WatchAsync(http);
        }
        else if (http.Request.Method == "GET")
        {
            await ReadAsync(http);
        }
        else
        {
            await http.Response.WriteAsync(body.Length == 0 ? "{}" : body);
        }
    }

    private async Task ReadAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        int.TryParse(http.Request.Query["continue"], out var from);
        var limit = int.TryParse(http.Request.Query["limit"], out var asked) ? Math.Min(asked, MaxPage) : int.MaxValue;
        if (BeforePage is not null)
        {
            await BeforePage(limit == int.MaxValue ? 0 : from / limit);
        }

        string answer;
        lock (_gate)
        {
            if (_objects.TryGetValue(path, out var one))
            {
                answer = one.Json;
            }
            else
            {
                var all = _objects.Where(o => Covers(path, o.Key)).Select(o => o.Value.Json).ToList();
                var next = from + (long)limit < all.Count ? $"{from + limit}" : "";
                answer = $$"""{"kind":"List","metadata":{"resourceVersion":"{{_version}}","continue":"{{next}}"},"items":[{{string.Join(',', all.Skip(from).Take(limit))}}]}""";
            }
        }

        await http.Response.WriteAsync(answer);
    }

    private async Task WatchAsync(HttpContext http)
    {
        var watch = new OpenWatch(http, http.Request.Path.Value!, http.Request.Query["resourceVersion"].ToString());
        lock (_gate)
        {
            var from = long.Parse(watch.From);
            if (from < _oldest)
            {
                watch.Send("ERROR", Expired());
                watch.End();
            }

            foreach (var past in _history.Where(h => h.Version > from && Covers(watch.Path, h.Path)))
            {
                watch.Send(past.Type, past.Json);
            }

            _watches.Add(watch);
        }

        _opened.Writer.TryWrite(watch);
        try
        {
            await watch.RunAsync();
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the test dropped it.
        }
        finally
        {
            lock (_gate)
            {
                _watches.Remove(watch);
            }
        }
    }
}
