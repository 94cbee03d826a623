using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>
/// How the proxies of one listener see services: those of other namespaces have names that do not depend on which namespace the proxy is in.
/// </summary>
internal sealed class HostPerspectives
{
    private readonly HostPerspective _near;
    private readonly HostPerspective _far;

    // Null where all services are near, as the domain is none of Kubernetes.
    private readonly string? _namespace;

    public HostPerspectives(MeshConfig mesh, ProxyRouteFacts proxy, int port)
    {
        _near = new(mesh, port, proxy.DnsDomain, proxy.Addresses, proxy.IsProxylessGrpc, proxy.IncludesAttemptCount);
        var infix = proxy.DnsDomain.IndexOf(HostDomains.KubernetesInfix, StringComparison.Ordinal);
        _namespace = infix > 0 ? proxy.DnsDomain[..infix] : null;
        _far = _namespace is null ? _near : _near with { DnsDomain = proxy.DnsDomain[infix..] };
    }

    public HostPerspective Of(Service service)
    {
        if (_namespace is null || IsNear(service.Hostname, _namespace))
        {
            return _near;
        }

        foreach (var alias in service.Aliases)
        {
            if (IsNear(alias.Hostname, _namespace))
            {
                return _near;
            }
        }

        return _far;
    }

    // A name that is taken for a near one is listed no differently for that.
    private static bool IsNear(string host, string ns)
    {
        var rest = host.AsSpan(host.IndexOf('.') + 1);
        return rest.StartsWith(ns, StringComparison.OrdinalIgnoreCase) && rest.Length > ns.Length && rest[ns.Length] == '.';
    }
}
