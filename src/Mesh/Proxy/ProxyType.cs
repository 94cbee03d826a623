namespace MeshActors.Mesh.Proxy;

/// <summary>What kind of data plane a client is, as the first part of its node id says.</summary>
public enum ProxyType
{
    Sidecar,
    Router,
    Waypoint,
    Ztunnel,
}

/// <summary>How traffic reaches a sidecar.</summary>
public enum InterceptionMode
{
    /// <summary>iptables REDIRECT (default).</summary>
    Redirect,

    /// <summary>iptables TPROXY: the source address is kept.</summary>
    Tproxy,

    /// <summary>No capture: listeners bind their own ports.</summary>
    None,
}
