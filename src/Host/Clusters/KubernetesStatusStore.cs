using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Host.Replicas;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Clusters;

/// <summary>Writes statuses to the config cluster, while this replica may write for the object's namespace.</summary>
internal sealed class KubernetesStatusStore(ActorSystem system, IKubernetesClient client) : IStatusStore
{
    private readonly FencedWrites _writes = new(system, FeedRegions.Namespace);

    public Task PatchAsync(WatchedObject item, ReadOnlyMemory<byte> patch, CancellationToken cancellationToken) =>
        _writes.TryAsync(item.Namespace, $"the status of {item.Kind} {item.Namespace}/{item.Name}", token => PatchOverAsync(item, patch, token), cancellationToken);

    private async Task PatchOverAsync(WatchedObject item, ReadOnlyMemory<byte> patch, CancellationToken cancellationToken)
    {
        try
        {
            await client.PatchAsync(
                ServedTypes.Of(item.Kind), item.Namespace, item.Name, Conditional(patch, item.ResourceVersion), WriteOptions.Status, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesException error) when (error.IsConflict || error.IsNotFound)
        {
            // The object is gone, or another one by now, on which there will be another verdict.
        }
    }

    private static Patch Conditional(ReadOnlyMemory<byte> patch, string resourceVersion)
    {
        var node = JsonNode.Parse(patch.Span)!.AsObject();
        node["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion };
        return Patch.Merge(Encoding.UTF8.GetBytes(node.ToJsonString()));
    }
}
