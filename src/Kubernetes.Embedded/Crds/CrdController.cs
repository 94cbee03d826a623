using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Controllers;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Crds;

/// <summary>
/// Serves what CustomResourceDefinitions define: keeps the catalogue in step with them, reports Established, and on
/// deletion removes the custom objects before it lets the definition go.
/// </summary>
internal sealed class CrdController(ApiServices services, ObjectApi api, CatalogHolder catalog) : IController
{
    public const string CleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    private readonly Dictionary<string, ReadDefinition> _read = [];

    public IReadOnlyList<ResourceId> Watches { get; } = [WellKnown.CustomResourceDefinitions];

    public async Task ReconcileAsync(StoreState state, StoreEvent? change, CancellationToken cancellation)
    {
        var custom = new List<ResourceDefinition>();
        var pending = new List<StoredObject>();
        var names = new HashSet<string>();
        foreach (var item in state.List(WellKnown.CustomResourceDefinitions))
        {
            names.Add(item.Key.Name);
            var known = _read.GetValueOrDefault(item.Key.Name);
            if (known?.Revision != item.Revision)
            {
                _read[item.Key.Name] = known = ReadDefinition.Of(item, known);
                pending.Add(item);
            }

            custom.Add(known.Definition);
        }

        foreach (var gone in _read.Keys.Where(n => !names.Contains(n)).ToList())
        {
            _read.Remove(gone);
        }

        catalog.ReplaceCustom(custom);
        foreach (var item in pending)
        {
            await SettleAsync(item, cancellation).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(StoredObject item, CancellationToken cancellation)
    {
        var crd = item.ToNode();
        var view = catalog.Current.Find("apiextensions.k8s.io", "v1", "customresourcedefinitions")!;
        if (crd.Map("metadata")?.ContainsKey("deletionTimestamp") == true)
        {
            await CleanUpAsync(crd, cancellation).ConfigureAwait(false);
            return;
        }

        if (CrdStatus.Complete(crd, services.Now()))
        {
            var status = crd["status"]!;
            await Attempt.ChangeAsync(
                () => api.Writer.ModifyAsync(
                    view,
                    "",
                    item.Key.Name,
                    current =>
                    {
                        current["status"] = status.DeepClone();
                        return current;
                    },
                    new WriteRequest { Subresource = "status", FieldManager = "kube-apiserver" },
                    cancellation)).ConfigureAwait(false);
        }
    }

    private async Task CleanUpAsync(JsonObject crd, CancellationToken cancellation)
    {
        var definition = CrdReader.Read(crd);
        var view = new ResourceView(definition, definition.StorageVersion);
        foreach (var item in services.Store.State.List(definition.Id))
        {
            await Attempt.ChangeAsync(() => api.Deleter.DeleteAsync(view, item.Key.Namespace, item.Key.Name, new DeleteRequest(), new WriteRequest(), cancellation)).ConfigureAwait(false);
        }

        if (services.Store.State.Table(definition.Id).IsEmpty)
        {
            await Finalizers.RemoveAsync(services, WellKnown.CustomResourceDefinitions, new StoreKey("", crd.Map("metadata")?.Text("name") ?? ""), CleanupFinalizer, cancellation).ConfigureAwait(false);
        }
    }
}
