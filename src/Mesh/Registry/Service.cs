using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using MeshActors.Mesh.Configuration;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// A service as the mesh sees it: a Kubernetes Service (merged over the clusters that have it) or one host (and address)
/// of a ServiceEntry. Immutable, compared by reference: an unchanged source gives the same instance, and memoised
/// resources live on that.
/// </summary>
public sealed record Service
{
    public const string UnspecifiedAddress = "0.0.0.0";

    public required string Hostname { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The name of the Kubernetes Service; for a ServiceEntry its host name.</summary>
    public required string Name { get; init; }

    public ServiceKey Key => new(Namespace, Hostname);

    public required ServiceRegistry Registry { get; init; }

    public required Resolution Resolution { get; init; }

    public IReadOnlyList<MeshPort> Ports { get; init; } = [];

    /// <summary>True for hosts outside the mesh (ServiceEntry <c>MESH_EXTERNAL</c>, ExternalName).</summary>
    public bool MeshExternal { get; init; }

    /// <summary>
    /// The virtual address in the config cluster, for a ServiceEntry an address or CIDR; <c>0.0.0.0</c> where there is none.
    /// </summary>
    public string DefaultAddress { get; init; } = UnspecifiedAddress;

    /// <summary>
    /// Virtual addresses by cluster id (both families for dual stack, the primary one first). Holds every cluster that has the
    /// Kubernetes Service (<c>0.0.0.0</c> where it is headless); empty for a ServiceEntry.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ClusterVips { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Address allocated for a ServiceEntry that names none; null where not allocated.</summary>
    public string? AutoAllocatedIpv4 { get; init; }

    public string? AutoAllocatedIpv6 { get; init; }

    /// <summary>SPIFFE ids and other names (annotations, ServiceEntry <c>subjectAltNames</c>) declared by the object itself.</summary>
    public IReadOnlyList<string> DeclaredServiceAccounts { get; init; } = [];

    public DateTimeOffset? CreationTime { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Which workloads are behind it; empty where endpoints are given otherwise.</summary>
    public IReadOnlyDictionary<string, string> Selector { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// Visibility: empty means the mesh default; otherwise namespaces, <c>*</c>, or <c>~</c> (nobody). <c>.</c> is already resolved.
    /// </summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];

    /// <summary>
    /// The cap that the mesh configuration sets on <see cref="ExportTo"/> of a ServiceEntry, where it applies to sidecars.
    /// </summary>
    public ServiceVisibility Visibility { get; init; }

    /// <summary>Kubernetes service type, such as <c>ClusterIP</c> or <c>ExternalName</c>; null for a ServiceEntry.</summary>
    public string? KubernetesType { get; init; }

    /// <summary>The target of an ExternalName service.</summary>
    public string? ExternalName { get; init; }

    /// <summary>Kubernetes <c>internalTrafficPolicy: Local</c>.</summary>
    public bool NodeLocal { get; init; }

    public bool PublishNotReadyAddresses { get; init; }

    public TrafficDistribution TrafficDistribution { get; init; }

    /// <summary>
    /// ServiceEntry annotation <c>istio.io/connect-strategy: RACE_FIRST_TCP_CONNECT</c>: DNS clusters ask for all families.
    /// </summary>
    public bool RaceFirstTcpConnect { get; init; }

    /// <summary>
    /// Of a ServiceEntry resolved by nobody: the ports (by service port) to which connections are passed through instead.
    /// </summary>
    public IReadOnlyDictionary<int, int> PassthroughPorts { get; init; } = ReadOnlyDictionary<int, int>.Empty;

    /// <summary>
    /// Other host names (ExternalName services) that mean this service. Filled by the mesh view, which sees all namespaces.
    /// </summary>
    public IReadOnlyList<ServiceKey> Aliases { get; init; } = [];

    /// <summary>Load-balancer addresses and external IPs by cluster id, for multi-network gateways.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ExternalAddresses { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Node ports by cluster id: service port to node port, for gateways behind node-port services.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<int, int>> NodePorts { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyDictionary<int, int>>.Empty;

    /// <summary>
    /// Where several clusters define the Service: each cluster's own definition by cluster id, since selectors, target ports
    /// and labels may differ. Empty where only one does.
    /// </summary>
    public IReadOnlyDictionary<string, Service> ByCluster { get; init; } = ReadOnlyDictionary<string, Service>.Empty;

    /// <summary>The object that defines it: kind is <c>Service</c> or <c>ServiceEntry</c>.</summary>
    public required ObjectReference Source { get; init; }

    public bool IsHeadless => Registry == ServiceRegistry.Kubernetes && Resolution == Resolution.Passthrough;

    /// <summary>Whether proxies resolve it by DNS, so that its endpoints stand in its cluster.</summary>
    public bool IsDns => Resolution is Resolution.DnsLb or Resolution.DnsRoundRobinLb;

    /// <summary>Whether endpoints that shut down are kept for sessions that stick to them.</summary>
    /// <param name="features">They name the labels that ask for sessions.</param>
    public bool KeepsSessions(MeshFeatures features) =>
        Labels.GetValueOrDefault(features.SessionLabel) is { Length: > 0 }
        || Labels.GetValueOrDefault(features.SessionHeaderLabel) is { Length: > 0 };

    /// <summary>The definition in one cluster, or null where that cluster has none.</summary>
    public Service? In(string clusterId) =>
        ByCluster.TryGetValue(clusterId, out var own) ? own
        : ByCluster.Count == 0 && (Registry == ServiceRegistry.External || ClusterVips.ContainsKey(clusterId)) ? this
        : null;

    /// <summary>The first port of that number which is not UDP, as Istio looks ports up.</summary>
    public MeshPort? PortNumbered(int number)
    {
        // By index, as this is asked for every service of every listener and an enumerator is an object.
        for (var i = 0; i < Ports.Count; i++)
        {
            if (Ports[i] is var port && port.Number == number && port.Protocol != Protocol.Udp)
            {
                return port;
            }
        }

        return null;
    }

    public MeshPort? PortNamed(string name)
    {
        foreach (var port in Ports)
        {
            if (port.Name == name)
            {
                return port;
            }
        }

        return null;
    }

    /// <summary>By reference: two services with the same content are still two.</summary>
    public bool Equals(Service? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Key.ToString();
}
