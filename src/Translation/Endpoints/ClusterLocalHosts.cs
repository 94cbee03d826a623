using System.Runtime.CompilerServices;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Hosts whose endpoints are used in their own cluster only: what <c>serviceSettings</c> says, and by default kube-system, the
/// API server and the control plane. The most specific host name decides.
/// </summary>
internal sealed class ClusterLocalHosts
{
    private static readonly ConditionalWeakTable<MeshGlobals, ClusterLocalHosts> ByGlobals = [];

    private readonly Dictionary<string, bool> _exact = new(StringComparer.Ordinal);
    private readonly List<(string Host, bool IsLocal)> _wildcards = [];

    private ClusterLocalHosts(MeshGlobals globals)
    {
        var defaults = new List<string>
        {
            $"*.kube-system.svc.{globals.DomainSuffix}",
            $"kubernetes.default.svc.{globals.DomainSuffix}",
            DiscoveryHost(globals),
        };
        var wildcards = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var settings in globals.Mesh.ServiceSettings)
        {
            var isLocal = settings.Settings?.ClusterLocal ?? false;
            foreach (var host in settings.Hosts)
            {
                if (!isLocal)
                {
                    // Naming a default, or a host below it, takes the whole default back.
                    defaults.RemoveAll(d => d == host || (Hostname.IsWildcard(d) && host.EndsWith(d[1..], StringComparison.Ordinal)));
                }

                (Hostname.IsWildcard(host) ? wildcards : _exact)[host] = isLocal;
            }
        }

        foreach (var host in defaults)
        {
            (Hostname.IsWildcard(host) ? wildcards : _exact)[host] = true;
        }

        _wildcards.AddRange(wildcards.Select(w => (w.Key, w.Value)));
        _wildcards.Sort((a, b) => Hostname.CompareSpecificity(a.Host, b.Host));
    }

    public static ClusterLocalHosts Of(MeshGlobals globals) => ByGlobals.GetValue(globals, g => new(g));

    public bool Contains(string hostname)
    {
        if (_exact.TryGetValue(hostname, out var isLocal))
        {
            return isLocal;
        }

        foreach (var (host, local) in _wildcards)
        {
            if (Hostname.SubsetOf(hostname, host))
            {
                return local;
            }
        }

        return false;
    }

    private static string DiscoveryHost(MeshGlobals globals)
    {
        var address = globals.Mesh.DefaultConfig.DiscoveryAddress;
        var colon = address.LastIndexOf(':');
        var host = colon < 0 ? address : address[..colon];
        return host.EndsWith(globals.DomainSuffix, StringComparison.Ordinal) ? host : $"{host}.{globals.DomainSuffix}";
    }
}
