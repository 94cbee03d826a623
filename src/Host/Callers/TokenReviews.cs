using MeshActors.Kubernetes;

namespace MeshActors.Host.Callers;

/// <summary>Asks the API server of a caller's cluster whose token it shows.</summary>
/// <param name="clients">One client a cluster id.</param>
/// <param name="ownCluster">The cluster of callers that name none.</param>
/// <param name="audiences">Tokens must be for one of these.</param>
internal sealed class TokenReviews(IReadOnlyDictionary<string, IKubernetesClient> clients, string ownCluster, IReadOnlyList<string> audiences)
{
    private const string AccountsGroup = "system:serviceaccounts";

    public async Task<TokenVerdict> ReviewAsync(string token, string cluster, CancellationToken cancellationToken)
    {
        if (!clients.TryGetValue(cluster.Length == 0 ? ownCluster : cluster, out var client))
        {
            return TokenVerdict.No($"the client says that it is in cluster \"{cluster}\", which is not known; known are {string.Join(", ", clients.Keys)}");
        }

        try
        {
            return Read(await client.ReviewTokenAsync(token, audiences, cancellationToken).ConfigureAwait(false));
        }
        catch (KubernetesException error)
        {
            return TokenVerdict.No($"the API server does not review it: {error.Message}");
        }
    }

    private TokenVerdict Read(TokenReviewStatus review)
    {
        if (!string.IsNullOrEmpty(review.Error))
        {
            return TokenVerdict.No($"the API server refuses it: {review.Error}");
        }

        if (!review.Authenticated || review.User is not { } user)
        {
            return TokenVerdict.No("the API server does not know it");
        }

        // An API server that knows no audiences names none.
        if (review.Audiences is { Count: > 0 } granted && !granted.Intersect(audiences).Any())
        {
            return TokenVerdict.No($"it is for {string.Join(", ", granted)} and not for {string.Join(" or ", audiences)}");
        }

        if (user.Groups?.Contains(AccountsGroup) != true)
        {
            return TokenVerdict.No($"{user.Username} is no service account");
        }

        return user.Username?.Split(':') is ["system", "serviceaccount", { Length: > 0 } ns, { Length: > 0 } name]
            ? new((ns, name), "")
            : TokenVerdict.No($"{user.Username} is no name of a service account");
    }
}
