using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

/// <summary><c>authorization.k8s.io/v1</c>: asks the API server whether somebody may do something.</summary>
public sealed record SubjectAccessReview : IKubernetesResource<SubjectAccessReview>
{
    public static ResourceType ResourceType => ResourceTypes.SubjectAccessReviews;

    public static JsonTypeInfo<SubjectAccessReview> JsonTypeInfo => KubernetesJson.Default.SubjectAccessReview;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    public required SubjectAccessReviewSpec Spec { get; init; }

    public SubjectAccessReviewStatus? Status { get; init; }
}

public sealed record SubjectAccessReviewSpec
{
    public string? User { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public string? Uid { get; init; }

    public ResourceAttributes? ResourceAttributes { get; init; }
}

/// <summary>The access in question; an absent name or namespace means all.</summary>
public sealed record ResourceAttributes
{
    public string? Namespace { get; init; }

    public required string Verb { get; init; }

    public string? Group { get; init; }

    public string? Version { get; init; }

    public string? Resource { get; init; }

    public string? Subresource { get; init; }

    public string? Name { get; init; }
}

public sealed record SubjectAccessReviewStatus(bool Allowed, bool Denied, string? Reason, string? EvaluationError);
