using System.Collections.ObjectModel;
using MeshActors.Mesh.Hosts;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// One address and port behind one port of a service. Compares by value, lists and labels included, so that a compiler that
/// makes it again can keep the instance it had: encodings are remembered by instance. What load assignments ask of every endpoint is worked
/// out when it is made, so that they need not look at its lists, and stands together in memory: fields are laid out in the order of their
/// declaration, references first.
/// </summary>
public sealed record Endpoint
{
    /// <summary>The workload's labels with its topology (region, zone, subzone, cluster, node, network) added.</summary>
    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init
        {
            field = value;
            Traits = WorkloadTraits.Of(value);
        }
    } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>SPIFFE id of the workload; empty where unknown.</summary>
    public string ServiceAccount { get; init; } = "";

    public string Network { get; init; } = "";

    /// <summary>Pod host name and subdomain, for the DNS names of headless services' pods.</summary>
    public string HostName { get; init; } = "";

    public string SubDomain { get; init; } = "";

    public string NodeName { get; init; } = "";

    /// <summary>
    /// IP addresses (two for dual stack, primary first), a DNS name, or the path of a Unix socket (then <see cref="Port"/> is 0).
    /// </summary>
    public required IReadOnlyList<string> Addresses
    {
        get;
        init
        {
            field = value;
            FirstAddress = value.Count == 0 ? "" : value[0];
            HasIpAddress = IpText.IsAddress(FirstAddress);
            HasFurtherAddresses = value.Count > 1;
        }
    }

    /// <summary>The first of <see cref="Addresses"/>; empty without any.</summary>
    public string FirstAddress { get; private init; } = "";

    /// <summary>The service port's name that this endpoint serves.</summary>
    public required string ServicePortName { get; init; }

    /// <summary><c>istio</c> where the workload accepts Istio's mutual TLS; <c>disabled</c> otherwise.</summary>
    public string TlsMode { get; init; } = "disabled";

    /// <summary><c>region/zone/subzone</c>, as far as known.</summary>
    public string Locality { get; init; } = "";

    public string ClusterId { get; init; } = "";

    public string WorkloadName { get; init; } = "";

    public string Namespace { get; init; } = "";

    /// <summary>Whether <see cref="FirstAddress"/> is an IP address.</summary>
    public bool HasIpAddress { get; private init; }

    /// <summary>Whether there are addresses beside <see cref="FirstAddress"/>.</summary>
    public bool HasFurtherAddresses { get; private init; }

    public required int Port { get; init; }

    /// <summary>
    /// The service port's number where a ServiceEntry gave the endpoint, else 0. Clusters resolved by DNS take their endpoints
    /// by this number, load assignments by <see cref="ServicePortName"/>, as in Istio.
    /// </summary>
    public int ServicePortNumber { get; init; }

    /// <summary>Load-balancing weight; 0 means not stated (1).</summary>
    public uint Weight { get; init; }

    public EndpointHealth Health { get; init; }

    /// <summary>What <see cref="Labels"/> say to those who send to the workload.</summary>
    public WorkloadTraits Traits { get; private init; }

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
