using System.Net;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry.Entries.Allocation;

namespace MeshActors.Host.Options;

/// <summary>Everything that a replica can be told. Command line and environment end here; nothing below reads either.</summary>
internal sealed record ReplicaOptions
{
    public ReplicaPorts Ports { get; init; } = new();

    public IPAddress ListenAddress { get; init; } = IPAddress.Any;

    /// <summary>The host under which other replicas reach this one: the pod's address, or loopback.</summary>
    public string AdvertisedHost { get; init; } = "127.0.0.1";

    /// <summary>This process's name; an id of its own is made of it at every start.</summary>
    public string Name { get; init; } = "istiod";

    public string SystemNamespace { get; init; } = "istio-system";

    /// <summary>The only namespace whose objects are read; empty for every one.</summary>
    public string WatchedNamespace { get; init; } = "";

    /// <summary>The kinds that are read.</summary>
    public WatchedKinds WatchedKinds { get; init; } = WatchedKinds.All;

    /// <summary>The ConfigMap of the system namespace whose mesh configuration lies below every revision's own; empty for none.</summary>
    public string SharedMeshConfig { get; init; } = "";

    /// <summary>Empty for the default revision.</summary>
    public string Revision { get; init; } = "";

    public string ClusterId { get; init; } = "Kubernetes";

    public string DomainSuffix { get; init; } = "cluster.local";

    /// <summary>How long streams may go on after the replica was told to stop.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a replica whose view is whole may go on rehearsing before it says that it is ready.</summary>
    public TimeSpan RehearsalTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a connection may get before its client is asked to connect anew, perhaps elsewhere.</summary>
    public TimeSpan MaxConnectionAge { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public int MaxConcurrentStreams { get; init; } = 100_000;

    /// <summary>The largest request of an xDS client, in bytes.</summary>
    public int MaxReceiveMessageSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>Further DNS names of the server's certificate.</summary>
    public IReadOnlyList<string> CustomHosts { get; init; } = [];

    public bool DebugEnabled { get; init; } = true;

    /// <summary>Whether only callers who prove who they are get debug answers over xDS, and of other namespaces only the control plane's own.</summary>
    public bool DebugChecksCallers { get; init; } = true;

    /// <summary>Further namespaces whose callers may ask everything.</summary>
    public IReadOnlyList<string> DebugNamespaces { get; init; } = [];

    /// <summary>Whether callers of the secure xDS port must prove who they are. If not, nobody has an identity.</summary>
    public bool AuthenticatesXds { get; init; } = true;

    /// <summary>Whether callers in clear text must, too, by a token: for networks that are trusted.</summary>
    public bool AuthenticatesPlaintext { get; init; }

    /// <summary>Whether a proxy must be who it proves to be. If not, nobody has an identity.</summary>
    public bool ChecksXdsIdentity { get; init; } = true;

    /// <summary>Service accounts' tokens must be for one of these.</summary>
    public IReadOnlyList<string> TokenAudiences { get; init; } = ["istio-ca"];

    /// <summary>Where addresses of ServiceEntries without any come from, of IPv4.</summary>
    public AddressRange Ipv4Allocation { get; init; } = AddressRange.DefaultIpv4;

    /// <summary>The same, of IPv6.</summary>
    public AddressRange Ipv6Allocation { get; init; } = AddressRange.DefaultIpv6;

    /// <summary>What is switched for the whole mesh, so that proxies are sent something else.</summary>
    public MeshFeatures Features { get; init; } = MeshFeatures.Default;
}
