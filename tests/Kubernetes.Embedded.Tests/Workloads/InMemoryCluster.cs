using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Workloads;

/// <summary>The least API server that workload controllers can run on: objects, merge patches, graceful pods and watches.</summary>
internal sealed class InMemoryCluster : IKubernetesClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ResourceType Type, ObjectKey Key), JsonObject> _objects = [];
    private readonly List<(ResourceType Type, Channel<WatchEvent> Events)> _watches = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;

    /// <summary>Stands where admission stands: may change a new object, or refuse it by throwing.</summary>
    public Action<ResourceType, JsonObject>? OnCreate { get; set; }

    /// <summary>Sees every object as it is stored.</summary>
    public ConcurrentQueue<(ResourceType Type, JsonObject Body)> Log { get; } = [];

    public JsonObject? Find(ResourceType type, string @namespace, string name)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault((type, new ObjectKey(@namespace, name)));
        }
    }

    public List<JsonObject> All(ResourceType type)
    {
        lock (_gate)
        {
            return [.. _objects.Where(o => o.Key.Type == type).OrderBy(o => o.Key.Key.Name).Select(o => o.Value)];
        }
    }

    public Task ApplyAsync(ResourceType type, string json)
    {
        var body = JsonNode.Parse(json)!.AsObject();
        return CreateAsync(type, body.Map("metadata")!.Text("namespace"), JsonBytes.Encode(body), WriteOptions.Default, default);
    }

    public Task MergeAsync(ResourceType type, string @namespace, string name, string patch) =>
        PatchAsync(type, @namespace, name, Kubernetes.Patch.Merge(patch), WriteOptions.Default, default);

    /// <summary>Waits for a condition, looking after every change.</summary>
    public async Task UntilAsync(string what, Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (holds())
            {
                return;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It did not come to be that {what}.");
            }
        }
    }

    public Task<KubernetesObject> GetAsync(ResourceType type, string? @namespace, string name, CancellationToken cancellationToken) =>
        Task.FromResult(Wrap(type, Require(type, @namespace, name)));

    public Task<ObjectList> ListAsync(ResourceType type, ListOptions options, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(new ObjectList([.. All(type).Select(o => Wrap(type, o))], $"{_version}", null));
        }
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<WatchEvent>();
        lock (_gate)
        {
            // What happened between list and watch comes again; readers know it by its version.
            All(type).ForEach(o => events.Writer.TryWrite(new WatchEvent(WatchEventType.Added, Wrap(type, o))));
            _watches.Add((type, events));
        }

        await foreach (var change in events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return change;
        }
    }

    public Task<KubernetesObject> CreateAsync(
        ResourceType type, string? @namespace, ReadOnlyMemory<byte> json, WriteOptions options, CancellationToken cancellationToken, string? name = null)
    {
        var body = JsonBytes.DecodeObject(json.Span);
        if (options.Subresource == "binding")
        {
            var node = body.Map("target")!.Text("name");
            return PatchAsync(type, @namespace, name!, Kubernetes.Patch.Merge($$"""{"spec":{"nodeName":"{{node}}"} }"""), WriteOptions.Default, cancellationToken);
        }

        lock (_gate)
        {
            OnCreate?.Invoke(type, body);
            var metadata = body.Ensure("metadata");
            metadata["name"] ??= $"{metadata.Text("generateName")}{_version:x5}";
            var key = new ObjectKey(@namespace ?? "", metadata.Text("name")!);
            if (_objects.ContainsKey((type, key)))
            {
                throw Refuse(409, "AlreadyExists", $"{type} {key}");
            }

            metadata["uid"] = $"uid-{_version}";
            metadata["creationTimestamp"] = "2026-01-01T00:00:00Z";
            metadata["generation"] = 1;
            body.Remove("status");
            return Task.FromResult(Store(type, key, body, WatchEventType.Added));
        }
    }

    public Task<KubernetesObject> UpdateAsync(
        ResourceType type, string? @namespace, string name, ReadOnlyMemory<byte> json, WriteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<KubernetesObject> PatchAsync(
        ResourceType type, string? @namespace, string name, Kubernetes.Patch patch, WriteOptions options, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var old = Require(type, @namespace, name);
            var next = old.DeepClone().AsObject();
            Merge(next, JsonBytes.DecodeObject(patch.Body.Span));
            if (options.Subresource is null && !JsonNode.DeepEquals(old["spec"], next["spec"]))
            {
                next.Ensure("metadata")["generation"] = (old.Map("metadata")!.Whole("generation") ?? 0) + 1;
            }

            return Task.FromResult(Store(type, new ObjectKey(@namespace ?? "", name), next, WatchEventType.Modified));
        }
    }

    public Task DeleteAsync(ResourceType type, string? @namespace, string name, DeleteOptions options, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var old = Require(type, @namespace, name);
            if (options.Uid is { } uid && uid != old.Map("metadata")!.Text("uid"))
            {
                throw Refuse(409, "Conflict", name);
            }

            var next = old.DeepClone().AsObject();
            var lingers = type == ResourceTypes.Pods && next.Map("spec")?.Text("nodeName") is not null && options.GracePeriodSeconds != 0;
            if (lingers)
            {
                next.Ensure("metadata")["deletionTimestamp"] ??= "2026-01-01T00:00:30Z";
                next.Ensure("metadata")["deletionGracePeriodSeconds"] ??= 30;
            }

            Store(type, new ObjectKey(@namespace ?? "", name), next, lingers ? WatchEventType.Modified : WatchEventType.Deleted);
            return Task.CompletedTask;
        }
    }

    public Task<byte[]> GetRawAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public static KubernetesException Refuse(int code, string reason, string message) =>
        new("test", new KubernetesStatus { Code = code, Reason = reason, Message = message });

    private JsonObject Require(ResourceType type, string? @namespace, string name) =>
        Find(type, @namespace ?? "", name) ?? throw Refuse(404, "NotFound", $"{type} {name}");

    private KubernetesObject Store(ResourceType type, ObjectKey key, JsonObject body, WatchEventType change)
    {
        body.Ensure("metadata")["resourceVersion"] = $"{++_version}";
        if (change == WatchEventType.Deleted)
        {
            _objects.Remove((type, key));
        }
        else
        {
            _objects[(type, key)] = body;
        }

        Log.Enqueue((type, body));
        var stored = Wrap(type, body);
        foreach (var watch in _watches.Where(w => w.Type == type))
        {
            watch.Events.Writer.TryWrite(new WatchEvent(change, stored));
        }

        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
        return stored;
    }

    private static KubernetesObject Wrap(ResourceType type, JsonObject body) => KubernetesObject.Parse(type, JsonBytes.Encode(body));

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject map)
            {
                Merge(target.Ensure(name), map);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
