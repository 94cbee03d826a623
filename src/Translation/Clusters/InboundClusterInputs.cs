using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

/// <summary>The whole input of one inbound cluster.</summary>
public sealed record InboundClusterInputs
{
    /// <summary>The port that names the cluster: the listener's.</summary>
    public required int ClusterPort { get; init; }

    /// <summary>Where traffic goes: an address, <c>unix://path</c>, or empty for the original destination.</summary>
    public required string Bind { get; init; }

    public required int TargetPort { get; init; }

    /// <summary>The port of the first service on it, whose protocol holds.</summary>
    public required MeshPort Port { get; init; }

    /// <summary>The services on it, the leading one first; null members never occur.</summary>
    public required ServiceList Services { get; init; }

    /// <summary>The Sidecar's name for an ingress listener that no service has; the cluster then names no service.</summary>
    public bool WithoutService { get; init; }

    public Config<DestinationRule>? Rule { get; init; }

    /// <summary>The Sidecar's inbound pool for this port, which replaces the rule's.</summary>
    public ConnectionPoolSettings? SidecarPool { get; init; }

    public required ClusterView View { get; init; }

    public required ClusterMeshSettings Mesh { get; init; }

    public required bool HasIpv4 { get; init; }

    /// <summary>Whether the workload is reached by addresses of both families.</summary>
    public bool UsesBothFamilies { get; init; }
}

/// <summary>Services compared by reference, as a list.</summary>
public sealed class ServiceList(IReadOnlyList<Service> services) : IEquatable<ServiceList>
{
    public IReadOnlyList<Service> Services { get; } = services;

    public bool Equals(ServiceList? other) => other is not null && Services.SequenceEqual(other.Services);

    public override bool Equals(object? obj) => Equals(obj as ServiceList);

    public override int GetHashCode() => Services.Aggregate(0, (hash, service) => HashCode.Combine(hash, service));
}
