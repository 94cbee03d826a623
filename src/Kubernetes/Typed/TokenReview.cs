using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

/// <summary><c>authentication.k8s.io/v1</c>: asks the API server whose token this is.</summary>
public sealed record TokenReview : IKubernetesResource<TokenReview>
{
    public static ResourceType ResourceType => ResourceTypes.TokenReviews;

    public static JsonTypeInfo<TokenReview> JsonTypeInfo => KubernetesJson.Default.TokenReview;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    public required TokenReviewSpec Spec { get; init; }

    public TokenReviewStatus? Status { get; init; }
}

/// <param name="Audiences">Any of these will do; null for the API server's own.</param>
public sealed record TokenReviewSpec(string Token, IReadOnlyList<string>? Audiences);

/// <param name="Audiences">Which of the asked audiences the token is for; empty where the server knows no audiences.</param>
public sealed record TokenReviewStatus(bool Authenticated, UserInfo? User, IReadOnlyList<string>? Audiences, string? Error);

/// <summary>Whom the API server takes a caller for.</summary>
public sealed record UserInfo(
    string? Username,
    string? Uid,
    IReadOnlyList<string>? Groups,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra);
