using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>
/// Gives every namespace its default service account and root certificate, and empties a namespace that is being
/// deleted before it lets it go.
/// </summary>
internal sealed class NamespaceController(ApiServices services, ObjectApi api, Func<string> rootCertificate) : IController
{
    public const string Finalizer = "kubernetes";
    private const string RootConfigMap = "kube-root-ca.crt";

    /// <summary>Pods outlive their deletion by a grace period; a namespace is empty when the last of them is gone.</summary>
    public IReadOnlyList<ResourceId> Watches { get; } =
        [WellKnown.Namespaces, WellKnown.ServiceAccounts, WellKnown.ConfigMaps, WellKnown.Pods];

    public async Task ReconcileAsync(StoreState state, StoreEvent? change, CancellationToken cancellation)
    {
        if (change is null)
        {
            foreach (var item in state.List(WellKnown.Namespaces))
            {
                await SettleAsync(item, cancellation).ConfigureAwait(false);
            }
        }
        else if (change.Object.Resource == WellKnown.Namespaces)
        {
            if (state.Find(WellKnown.Namespaces, change.Object.Key) is { } item)
            {
                await SettleAsync(item, cancellation).ConfigureAwait(false);
            }
        }
        else if (change.Type == StoreEventType.Deleted
            && state.Find(WellKnown.Namespaces, new StoreKey("", change.Object.Key.Namespace)) is { } home
            && (change.Object.Key.Name is "default" or RootConfigMap || IsDeleting(home)))
        {
            await SettleAsync(home, cancellation).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(StoredObject item, CancellationToken cancellation)
    {
        if (IsDeleting(item))
        {
            await EmptyAsync(item.Key.Name, cancellation).ConfigureAwait(false);
            return;
        }

        await EnsureAsync(WellKnown.ServiceAccounts, item.Key.Name, "default", node => { }, cancellation).ConfigureAwait(false);
        await EnsureAsync(
            WellKnown.ConfigMaps,
            item.Key.Name,
            RootConfigMap,
            node => node["data"] = new JsonObject { ["ca.crt"] = rootCertificate() },
            cancellation).ConfigureAwait(false);
    }

    private static bool IsDeleting(StoredObject item) => item.ToNode().Map("metadata")?.ContainsKey("deletionTimestamp") == true;

    private async Task EnsureAsync(ResourceId resource, string ns, string name, Action<JsonObject> fill, CancellationToken cancellation)
    {
        if (services.Store.State.Find(resource, new StoreKey(ns, name)) is null && View(resource) is { } view)
        {
            var node = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns } };
            fill(node);
            await Attempt.ChangeAsync(() => api.Writer.CreateAsync(view, ns, node, new WriteRequest { FieldManager = "kube-controller-manager" }, cancellation)).ConfigureAwait(false);
        }
    }

    private async Task EmptyAsync(string ns, CancellationToken cancellation)
    {
        var left = false;
        foreach (var definition in services.Catalog.Current.Definitions.Where(d => d is { Namespaced: true, IsVirtual: false, SharedStorage: null }))
        {
            var view = new ResourceView(definition, definition.StorageVersion);
            foreach (var item in services.Store.State.List(definition.Id, ns))
            {
                await Attempt.ChangeAsync(() => api.Deleter.DeleteAsync(view, ns, item.Key.Name, new DeleteRequest(), new WriteRequest(), cancellation)).ConfigureAwait(false);
            }

            left |= services.Store.State.List(definition.Id, ns).Any();
        }

        if (!left)
        {
            await Finalizers.RemoveAsync(services, WellKnown.Namespaces, new StoreKey("", ns), Finalizer, cancellation).ConfigureAwait(false);
        }
    }

    private ResourceView? View(ResourceId resource)
        => services.Catalog.Current.Find(resource) is { } definition ? new ResourceView(definition, definition.StorageVersion) : null;
}
