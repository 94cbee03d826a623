using System.Text.Json;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;
using MeshActors.Testing;
using MeshActors.Yaml;

namespace MeshActors.Actors.Config.Tests;

/// <summary>An API server's content in memory, with as many watchers as one likes.</summary>
internal sealed class MemoryObjects : IObjectSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, WatchedObject> _objects = [];
    private readonly List<(ResourceKind Kind, Action<SourceEvent> Deliver)> _watchers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _version;

    /// <summary>Watches run outside the actors: a test waits for so many of them to have told their first list.</summary>
    public Task WatchedAsync(int count)
    {
        lock (_gate)
        {
            if (_watchers.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(Patience.Limit);
        }
    }

    public async Task RunAsync(string cluster, ResourceKind kind, Action<SourceEvent> deliver, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var item in _objects.Values.Where(item => item.Kind == kind))
            {
                deliver(new SourceEvent.Upserted(item));
            }

            deliver(new SourceEvent.Synced());
            _watchers.Add((kind, deliver));
            foreach (var (_, reached) in _waiting.Where(w => w.Count <= _watchers.Count))
            {
                reached.TrySetResult();
            }
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public void Apply(string yaml)
    {
        foreach (var json in YamlDocuments.ToJson(yaml))
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var kind = KindOf(root);
            var meta = ObjectParser.ParseMeta(json.Span).Meta;
            lock (_gate)
            {
                var item = new WatchedObject(kind, meta.Namespace, meta.Name, $"{kind}/{meta.Namespace}/{meta.Name}", (++_version).ToString(), json);
                _objects[item.Key] = item;
                Tell(kind, new SourceEvent.Upserted(item));
            }
        }
    }

    public void Delete(ResourceKind kind, string ns, string name)
    {
        lock (_gate)
        {
            _objects.Remove(new(kind, ns, name)).ShouldBeTrue();
            Tell(kind, new SourceEvent.Deleted(ns, name));
        }
    }

    private static ResourceKind KindOf(JsonElement root)
    {
        var version = root.GetProperty("apiVersion").GetString()!;
        var group = version.Contains('/') ? version[..version.IndexOf('/')] : "";
        return ResourceKinds.Find(group, root.GetProperty("kind").GetString()!).ShouldNotBeNull();
    }

    private void Tell(ResourceKind kind, SourceEvent change)
    {
        foreach (var watcher in _watchers.Where(w => w.Kind == kind))
        {
            watcher.Deliver(change);
        }
    }
}
