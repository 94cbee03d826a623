namespace MeshActors.Mesh.Registry;

/// <summary>
/// The few facts of a service's endpoints that clusters, listeners, inbound ports and the name table need, so that a mesh view
/// holds no endpoints otherwise and endpoint churn does not touch it.
/// </summary>
public sealed record ServiceFacts
{
    public static readonly ServiceFacts None = new();

    /// <summary>SPIFFE ids of the workloads behind it, sorted, without repeats. What the object declares is not among them.</summary>
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    /// <summary>
    /// Endpoints, for services whose clusters, listeners or names are made of them: headless ones, those resolved by DNS, those
    /// with endpoints inline in a ServiceEntry, and Kubernetes services without selector. Empty for all others.
    /// </summary>
    public IReadOnlyList<Endpoint> InlineEndpoints { get; init; } = [];

    /// <summary>
    /// Names of the ports behind which there are endpoints and none of them refuses Istio's mutual TLS, sorted. Only there may a
    /// connection that is passed through be encrypted, since no endpoint can be asked apart.
    /// </summary>
    public IReadOnlyList<string> MutualTlsPorts { get; init; } = [];

    /// <summary>Names of the ports behind which there are endpoints and all of them take HBONE tunnels by their labels, sorted.</summary>
    public IReadOnlyList<string> TunnelPorts { get; init; } = [];

    /// <summary>Content equality with a shortcut for lists that were kept.</summary>
    public bool Equals(ServiceFacts? other) =>
        other is not null
        && (ReferenceEquals(ServiceAccounts, other.ServiceAccounts) || ServiceAccounts.SequenceEqual(other.ServiceAccounts))
        && (ReferenceEquals(InlineEndpoints, other.InlineEndpoints) || InlineEndpoints.SequenceEqual(other.InlineEndpoints))
        && MutualTlsPorts.SequenceEqual(other.MutualTlsPorts)
        && TunnelPorts.SequenceEqual(other.TunnelPorts);

    public override int GetHashCode() => HashCode.Combine(ServiceAccounts.Count, InlineEndpoints.Count);
}
