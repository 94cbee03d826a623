namespace MeshActors.Mesh.Registry;

/// <summary>Whether an endpoint may get traffic.</summary>
public enum EndpointHealth
{
    Healthy,
    Unhealthy,

    /// <summary>Shutting down, still serving: kept for persistent sessions only.</summary>
    Draining,

    /// <summary>Shutting down and no longer serving.</summary>
    Terminating,
}

/// <summary>One address and port behind one port of a service.</summary>
public sealed record Endpoint
{
    /// <summary>IP addresses (two for dual stack, primary first), a DNS name, or <c>unix://path</c>.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    public required int Port { get; init; }

    /// <summary>The service port's name that this endpoint serves.</summary>
    public required string ServicePortName { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

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

    /// <summary>True for a Pod or WorkloadEntry outside Kubernetes' ready state that a service wants published anyway.</summary>
    public bool PublishNotReady { get; init; }

    public string FirstAddress => Addresses.Count == 0 ? "" : Addresses[0];
}
