using System.Globalization;
using System.Text.Json;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;
using MeshActors.Yaml;

namespace MeshActors.Testing.ControlPlane;

/// <summary>An API server's content in memory, with as many watchers as one likes.</summary>
public sealed class MemoryObjects : IObjectSource
{
    /// <summary>Only ends a hang.</summary>
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceKind, Dictionary<ObjectKey, WatchedObject>> _objects = [];
    private readonly List<(ResourceKind Kind, Action<SourceEvent> Deliver)> _watchers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _version;

    /// <summary>What first lists wait for; nothing, unless a test says otherwise.</summary>
    public Task Opens { get; init; } = Task.CompletedTask;

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
            return reached.Task.WaitAsync(GiveUp);
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(string cluster, ResourceKind kind, Action<SourceEvent> deliver, CancellationToken cancellationToken)
    {
        await Opens.WaitAsync(cancellationToken);
        lock (_gate)
        {
            foreach (var item in OfKind(kind).Values)
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

    /// <summary>Creates or replaces every object of a manifest.</summary>
    public void Apply(string yaml)
    {
        foreach (var json in YamlDocuments.ToJson(yaml))
        {
            using var document = JsonDocument.Parse(json);
            var meta = ObjectParser.ParseMeta(json.Span).Meta;
            Apply(KindOf(document.RootElement), meta.Namespace, meta.Name, json);
        }
    }

    /// <summary>Creates or replaces one object.</summary>
    public void Apply(ResourceKind kind, string ns, string name, ReadOnlyMemory<byte> json)
    {
        lock (_gate)
        {
            var item = new WatchedObject(kind, ns, name, $"{kind}/{ns}/{name}", (++_version).ToString(CultureInfo.InvariantCulture), json);
            OfKind(kind)[item.Key] = item;
            Tell(kind, new SourceEvent.Upserted(item));
        }
    }

    /// <summary>An object as it is now; null where there is none.</summary>
    public WatchedObject? Find(ResourceKind kind, string ns, string name)
    {
        lock (_gate)
        {
            return OfKind(kind).GetValueOrDefault(new(kind, ns, name));
        }
    }

    /// <exception cref="ArgumentException">There is no such object.</exception>
    public void Delete(ResourceKind kind, string ns, string name)
    {
        lock (_gate)
        {
            if (!OfKind(kind).Remove(new(kind, ns, name)))
            {
                throw new ArgumentException($"There is no {kind} {ns}/{name}.", nameof(name));
            }

            Tell(kind, new SourceEvent.Deleted(ns, name));
        }
    }

    private static ResourceKind KindOf(JsonElement root)
    {
        var (version, kind) = (root.GetProperty("apiVersion").GetString()!, root.GetProperty("kind").GetString()!);
        return ResourceKinds.FindVersioned(version, kind) ?? throw new ArgumentException($"The mesh knows no {kind} of {version}.", nameof(root));
    }

    private Dictionary<ObjectKey, WatchedObject> OfKind(ResourceKind kind)
    {
        if (!_objects.TryGetValue(kind, out var objects))
        {
            _objects[kind] = objects = [];
        }

        return objects;
    }

    private void Tell(ResourceKind kind, SourceEvent change)
    {
        foreach (var watcher in _watchers.Where(w => w.Kind == kind))
        {
            watcher.Deliver(change);
        }
    }
}
