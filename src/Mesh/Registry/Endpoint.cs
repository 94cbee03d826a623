using System.Collections.ObjectModel;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// One address and port behind one port of a service. Compares by value, lists and labels included, so that a compiler that
/// makes it again can keep the instance it had: encodings are remembered by instance.
/// </summary>
public sealed record Endpoint
{
    /// <summary>
    /// IP addresses (two for dual stack, primary first), a DNS name, or the path of a Unix socket (then <see cref="Port"/> is 0).
    /// </summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    public required int Port { get; init; }

    /// <summary>The service port's name that this endpoint serves.</summary>
    public required string ServicePortName { get; init; }

    /// <summary>
    /// The service port's number where a ServiceEntry gave the endpoint, else 0. Clusters resolved by DNS take their endpoints
    /// by this number, load assignments by <see cref="ServicePortName"/>, as in Istio.
    /// </summary>
    public int ServicePortNumber { get; init; }

    /// <summary>The workload's labels with its topology (region, zone, subzone, cluster, node, network) added.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary><c>istio</c> where the workload accepts Istio's mutual TLS; <c>disabled</c> otherwise.</summary>
    public string TlsMode { get; init; } = "disabled";

    /// <summary>SPIFFE id of the workload; empty where unknown.</summary>
    public string ServiceAccount { get; init; } = "";

    public string Network { get; init; } = "";

    /// <summary><c>region/zone/subzone</c>, as far as known.</summary>
    public string Locality { get; init; } = "";

    public string ClusterId { get; init; } = "";

    /// <summary>Load-balancing weight; 0 means not stated (1).</summary>
    public uint Weight { get; init; }

    public string WorkloadName { get; init; } = "";

    public string Namespace { get; init; } = "";

    public EndpointHealth Health { get; init; }

    /// <summary>Pod host name and subdomain, for the DNS names of headless services' pods.</summary>
    public string HostName { get; init; } = "";

    public string SubDomain { get; init; } = "";

    public string NodeName { get; init; } = "";

    public string FirstAddress => Addresses.Count == 0 ? "" : Addresses[0];

    public bool Equals(Endpoint? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Port == other.Port
            && Health == other.Health
            && Weight == other.Weight
            && ServicePortNumber == other.ServicePortNumber
            && ServicePortName == other.ServicePortName
            && TlsMode == other.TlsMode
            && ServiceAccount == other.ServiceAccount
            && Network == other.Network
            && Locality == other.Locality
            && ClusterId == other.ClusterId
            && WorkloadName == other.WorkloadName
            && Namespace == other.Namespace
            && HostName == other.HostName
            && SubDomain == other.SubDomain
            && NodeName == other.NodeName
            && (ReferenceEquals(Addresses, other.Addresses) || Addresses.SequenceEqual(other.Addresses))
            && LabelMatch.SameLabels(Labels, other.Labels));

    public override int GetHashCode() => HashCode.Combine(FirstAddress, Port, ServicePortName, WorkloadName);
}
