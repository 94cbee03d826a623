using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>
/// Deletes objects whose owners are gone, and settles foreground and orphan deletion of owners. Owners that matter are
/// kinds with dependents; the watched kinds are those that own something in practice.
/// </summary>
internal sealed class GarbageCollector(ApiServices services, ObjectApi api) : IController
{
    public IReadOnlyList<ResourceId> Watches { get; } =
    [
        WellKnown.Deployments, WellKnown.ReplicaSets, WellKnown.StatefulSets, WellKnown.DaemonSets, WellKnown.Pods, WellKnown.Services,
        new("batch", "jobs"), new("batch", "cronjobs"), WellKnown.ConfigMaps, WellKnown.Nodes, new("gateway.networking.k8s.io", "gateways"),
    ];

    public async Task ReconcileAsync(StoreState state, StoreEvent? change, CancellationToken cancellation)
    {
        if (change is null)
        {
            return;
        }

        if (change.Type == StoreEventType.Deleted)
        {
            await CollectAsync(change.Object.Uid, cancellation).ConfigureAwait(false);
            foreach (var owner in OwnersOf(change.Object))
            {
                await SettleOwnerAsync(owner, change.Object.Key.Namespace, cancellation).ConfigureAwait(false);
            }
        }
        else if (change.Object.ToNode().Map("metadata") is { } metadata && metadata.ContainsKey("deletionTimestamp") && metadata.List("finalizers") is { } finalizers)
        {
            await SettleAsync(change.Object, finalizers, cancellation).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(StoredObject owner, JsonArray finalizers, CancellationToken cancellation)
    {
        if (finalizers.Any(f => f.AsText() == ObjectDeleter.OrphanFinalizer))
        {
            foreach (var (view, item) in DependentsOf(owner.Uid))
            {
                await Attempt.ChangeAsync(() => api.Writer.ModifyAsync(view, item.Key.Namespace, item.Key.Name, current => Orphan(current, owner.Uid), new WriteRequest(), cancellation)).ConfigureAwait(false);
            }

            await Finalizers.RemoveAsync(services, owner.Resource, owner.Key, ObjectDeleter.OrphanFinalizer, cancellation).ConfigureAwait(false);
        }
        else if (finalizers.Any(f => f.AsText() == ObjectDeleter.ForegroundFinalizer))
        {
            await CollectAsync(owner.Uid, cancellation).ConfigureAwait(false);
            if (!DependentsOf(owner.Uid).Any())
            {
                await Finalizers.RemoveAsync(services, owner.Resource, owner.Key, ObjectDeleter.ForegroundFinalizer, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The last dependent of an owner that waits in the foreground has gone: the owner may go too.</summary>
    private async Task SettleOwnerAsync(JsonObject reference, string ns, CancellationToken cancellation)
    {
        var view = services.Catalog.Current.FindKind(reference.Text("apiVersion") ?? "", reference.Text("kind") ?? "");
        if (view is not null
            && api.Reader.Find(view, ns, reference.Text("name") ?? "") is { } owner
            && owner.Uid == reference.Text("uid")
            && owner.ToNode().Map("metadata")?.List("finalizers") is { } finalizers)
        {
            await SettleAsync(owner, finalizers, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CollectAsync(string uid, CancellationToken cancellation)
    {
        foreach (var (view, item) in DependentsOf(uid))
        {
            var others = OwnersOf(item).Where(o => o.Text("uid") != uid).Any(o => Exists(o, item.Key.Namespace));
            await Attempt.ChangeAsync(async () => others
                ? await api.Writer.ModifyAsync(view, item.Key.Namespace, item.Key.Name, current => Orphan(current, uid), new WriteRequest(), cancellation).ConfigureAwait(false)
                : (await api.Deleter.DeleteAsync(view, item.Key.Namespace, item.Key.Name, new DeleteRequest { Uid = item.Uid }, new WriteRequest(), cancellation).ConfigureAwait(false)).Object).ConfigureAwait(false);
        }
    }

    private bool Exists(JsonObject reference, string ns)
        => services.Catalog.Current.FindKind(reference.Text("apiVersion") ?? "", reference.Text("kind") ?? "") is { } view
            && api.Reader.Find(view, ns, reference.Text("name") ?? "")?.Uid == reference.Text("uid");

    private IEnumerable<(ResourceView View, StoredObject Item)> DependentsOf(string uid)
    {
        var needle = System.Text.Encoding.ASCII.GetBytes($"\"uid\":\"{uid}\"");
        foreach (var definition in services.Catalog.Current.Definitions.Where(d => d is { IsVirtual: false, SharedStorage: null }))
        {
            foreach (var item in services.Store.State.List(definition.Id))
            {
                // Parsing every object for its owners would be slow; most do not even contain the uid.
                if (item.Uid != uid && item.Json.Span.IndexOf(needle) >= 0 && OwnersOf(item).Any(o => o.Text("uid") == uid))
                {
                    yield return (new ResourceView(definition, definition.StorageVersion), item);
                }
            }
        }
    }

    private static IEnumerable<JsonObject> OwnersOf(StoredObject item)
        => item.ToNode().Map("metadata")?.List("ownerReferences")?.OfType<JsonObject>() ?? [];

    private static JsonObject Orphan(JsonObject item, string uid)
    {
        var owners = item.Ensure("metadata").List("ownerReferences");
        for (var i = (owners?.Count ?? 0) - 1; i >= 0; i--)
        {
            if ((owners![i] as JsonObject)?.Text("uid") == uid)
            {
                owners.RemoveAt(i);
            }
        }

        return item;
    }
}
