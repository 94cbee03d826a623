using MeshActors.Actors.Config.Credentials;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Clusters;

/// <summary>Asks the API server of an account's cluster what the account may read.</summary>
/// <param name="clients">One client a cluster id.</param>
internal sealed class KubernetesSecretAccess(IReadOnlyDictionary<string, IKubernetesClient> clients) : ISecretAccess
{
    public async Task<AccessVerdict> ReviewAsync(ServiceAccountKey account, CancellationToken cancellationToken)
    {
        if (!clients.TryGetValue(account.Cluster, out var client))
        {
            return new(false, $"there is no connection to cluster \"{account.Cluster}\"");
        }

        // By its name alone, as istiod asks: a right of all service accounts is not meant for this.
        var review = await client.ReviewAccessAsync(
            new()
            {
                User = $"system:serviceaccount:{account.Namespace}:{account.Name}",
                ResourceAttributes = new() { Namespace = account.Namespace, Verb = "list", Resource = "secrets" },
            },
            cancellationToken).ConfigureAwait(false);
        return new(review.Allowed, review.Reason ?? review.EvaluationError ?? "");
    }
}
