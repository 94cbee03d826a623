namespace MeshActors.Mesh.Registry;

/// <summary>
/// The few facts of a service's endpoints that clusters, listeners and the name table need, so that a mesh view holds no
/// endpoints otherwise and endpoint churn does not touch it.
/// </summary>
public sealed record ServiceFacts
{
    public static readonly ServiceFacts None = new();

    /// <summary>SPIFFE ids of the workloads behind it, sorted, without repeats.</summary>
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    /// <summary>
    /// Endpoints, for services whose clusters, listeners or names are made of them: headless services and those resolved by
    /// DNS or given inline by a ServiceEntry. Empty for all others.
    /// </summary>
    public IReadOnlyList<Endpoint> InlineEndpoints { get; init; } = [];
}
