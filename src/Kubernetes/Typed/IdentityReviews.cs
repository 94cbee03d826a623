namespace MeshActors.Kubernetes;

/// <summary>Questions to the API server about callers of ours.</summary>
public static class IdentityReviews
{
    extension(IKubernetesClient client)
    {
        /// <summary>Asks whose token this is. An invalid token is an answer (<c>Authenticated</c> false), not an error.</summary>
        public async Task<TokenReviewStatus> ReviewTokenAsync(
            string token, IReadOnlyList<string>? audiences, CancellationToken cancellationToken)
        {
            var review = await client.CreateAsync(new TokenReview { Spec = new TokenReviewSpec(token, audiences) }, cancellationToken);
            return review.Status ?? new TokenReviewStatus(false, null, null, "The API server sent no status.");
        }

        /// <summary>Asks whether a user may do something. Denials are answers, not errors.</summary>
        public async Task<SubjectAccessReviewStatus> ReviewAccessAsync(SubjectAccessReviewSpec spec, CancellationToken cancellationToken)
        {
            var review = await client.CreateAsync(new SubjectAccessReview { Spec = spec }, cancellationToken);
            return review.Status ?? new SubjectAccessReviewStatus(false, false, null, "The API server sent no status.");
        }
    }
}
