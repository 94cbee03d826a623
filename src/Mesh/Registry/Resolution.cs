namespace MeshActors.Mesh.Registry;

/// <summary>How a proxy finds the addresses behind a service.</summary>
public enum Resolution
{
    /// <summary>From the endpoints that the control plane sends.</summary>
    ClientSideLb,

    /// <summary>By DNS, all answers in use (strict DNS).</summary>
    DnsLb,

    /// <summary>The address that the client already chose.</summary>
    Passthrough,

    /// <summary>By DNS, one answer in use (logical DNS).</summary>
    DnsRoundRobinLb,

    /// <summary>The service is another name of a different one (ExternalName inside the mesh).</summary>
    Alias,

    /// <summary>By DNS from SNI or Host at request time, for wildcard names.</summary>
    DynamicDns,
}
