namespace MeshActors.Kubernetes;

/// <summary>Limits of a client.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>For a whole answer; of a watch, for its beginning.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(30);
}
