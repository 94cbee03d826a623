using System.Globalization;
using System.Text;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;
using MeshActors.MeshGenerator;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>An API server's content in memory.</summary>
internal sealed class MemoryObjects : IObjectSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceKind, Dictionary<ObjectKey, WatchedObject>> _objects = [];
    private readonly List<(ResourceKind Kind, Action<SourceEvent> Deliver)> _watchers = [];
    private int _version;

    public async Task RunAsync(string cluster, ResourceKind kind, Action<SourceEvent> deliver, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var item in OfKind(kind).Values)
            {
                deliver(new SourceEvent.Upserted(item));
            }

            deliver(new SourceEvent.Synced());
            _watchers.Add((kind, deliver));
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public void Apply(SyntheticObject item)
    {
        var kind = ResourceKinds.Find(item.Type.Group, item.Type.Kind) ?? throw new ArgumentException($"The mesh knows no {item.Type}.", nameof(item));
        var json = Encoding.UTF8.GetBytes(item.Json.ToJsonString());
        lock (_gate)
        {
            var watched = new WatchedObject(
                kind, item.Namespace, item.Name, $"{kind}/{item.Namespace}/{item.Name}", (++_version).ToString(CultureInfo.InvariantCulture), json);
            OfKind(kind)[watched.Key] = watched;
            foreach (var watcher in _watchers.Where(w => w.Kind == kind))
            {
                watcher.Deliver(new SourceEvent.Upserted(watched));
            }
        }
    }

    private Dictionary<ObjectKey, WatchedObject> OfKind(ResourceKind kind)
    {
        if (!_objects.TryGetValue(kind, out var objects))
        {
            _objects[kind] = objects = [];
        }

        return objects;
    }
}
