using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>Lets go of objects that wait for the server itself.</summary>
internal static class Finalizers
{
    /// <summary>Removes a finalizer, and the object with it where that was the last hold on a deleted one.</summary>
    public static async Task RemoveAsync(ApiServices services, ResourceId resource, StoreKey key, string finalizer, CancellationToken cancellation)
    {
        while (services.Store.State.Find(resource, key) is { } current && services.Catalog.Current.Find(resource) is { } definition)
        {
            var node = current.ToNode();
            var finalizers = node.Ensure("metadata").List("finalizers");
            var spec = resource == WellKnown.Namespaces ? node.Ensure("spec").List("finalizers") : null;
            Drop(finalizers, finalizer);
            Drop(spec, finalizer);
            if (finalizers is { Count: 0 })
            {
                node.Ensure("metadata").Remove("finalizers");
            }

            var view = new ResourceView(definition, definition.StorageVersion);
            var gone = node.Ensure("metadata").ContainsKey("deletionTimestamp") && FinalizerRules.IsFree(view, node);
            try
            {
                _ = gone
                    ? await services.Store.DeleteAsync(resource, key, node, current.Revision, cancellation).ConfigureAwait(false)
                    : await services.Store.PutAsync(resource, key, node, current.Revision, cancellation).ConfigureAwait(false);
                return;
            }
            catch (StoreConflictException)
            {
                // Written meanwhile: look again.
            }
        }
    }

    private static void Drop(JsonArray? list, string value)
    {
        for (var i = (list?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (list![i].AsText() == value)
            {
                list.RemoveAt(i);
            }
        }
    }
}
