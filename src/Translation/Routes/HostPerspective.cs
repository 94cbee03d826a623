using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>
/// What the virtual host of a service depends on beside the service and its rules. Proxies that agree on it share the host. Mesh
/// configuration counts by reference.
/// </summary>
/// <param name="Mesh">Mesh configuration.</param>
/// <param name="Port">The listener's port, or <see cref="OutboundServices.AnyPort"/>.</param>
/// <param name="DnsDomain">The proxy's DNS domain, as far as it matters: see <see cref="HostPerspectives"/>.</param>
/// <param name="Addresses">How the proxy sees addresses.</param>
/// <param name="IsProxylessGrpc">Whether it is a gRPC client, not Envoy.</param>
/// <param name="IncludesAttemptCount">Whether <c>x-envoy-attempt-count</c> is sent.</param>
internal sealed record HostPerspective(
    MeshConfig Mesh, int Port, string DnsDomain, AddressView Addresses, bool IsProxylessGrpc, bool IncludesAttemptCount)
{
    public bool IsForPort => Port != OutboundServices.AnyPort;

    /// <summary>The port to list names with too, or <see cref="HostDomains.NoPort"/>: Envoy ignores ports in listeners for one.</summary>
    /// <param name="port">The virtual host's.</param>
    public int AppendedPort(int port) => IsForPort && !IsProxylessGrpc ? HostDomains.NoPort : port;

    public bool Equals(HostPerspective? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && ReferenceEquals(Mesh, other.Mesh)
            && Port == other.Port
            && IsProxylessGrpc == other.IsProxylessGrpc
            && IncludesAttemptCount == other.IncludesAttemptCount
            && DnsDomain == other.DnsDomain
            && Addresses == other.Addresses);

    public override int GetHashCode() => HashCode.Combine(Port, DnsDomain);
}
