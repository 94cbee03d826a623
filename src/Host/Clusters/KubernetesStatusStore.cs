using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Sharding;
using MeshActors.Host.Replicas;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Clusters;

/// <summary>Writes statuses to the config cluster, while this replica may write for the object's namespace.</summary>
internal sealed class KubernetesStatusStore(ActorSystem system, IKubernetesClient client) : IStatusStore
{
    /// <summary>Below what the fence leaves for a write under way: see <see cref="Actors.Membership.IWriteFence.TryBegin"/>.</summary>
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(2);

    public async Task PatchAsync(WatchedObject item, ReadOnlyMemory<byte> patch, CancellationToken cancellationToken)
    {
        if (!ClusterSharding.Get(system).WriteFence(FeedRegions.Namespace, item.Namespace).TryBegin(out var permit))
        {
            return;
        }

        using (permit)
        {
            using var limit = new CancellationTokenSource(WriteLimit, system.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await client.PatchAsync(
                    ServedTypes.Of(item.Kind), item.Namespace, item.Name, Conditional(patch, item.ResourceVersion), WriteOptions.Status, either.Token).ConfigureAwait(false);
            }
            catch (KubernetesException error) when (error.IsConflict || error.IsNotFound)
            {
                // The object is gone, or another one by now, on which there will be another verdict.
            }
        }
    }

    private static Patch Conditional(ReadOnlyMemory<byte> patch, string resourceVersion)
    {
        var node = JsonNode.Parse(patch.Span)!.AsObject();
        node["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion };
        return Patch.Merge(Encoding.UTF8.GetBytes(node.ToJsonString()));
    }
}
