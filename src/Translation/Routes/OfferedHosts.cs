using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The hosts that a gateway's server offers to VirtualServices of a namespace.</summary>
internal sealed class OfferedHosts
{
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private readonly List<string> _wildcards = [];

    public OfferedHosts(IReadOnlyList<string> serverHosts, string ns)
    {
        foreach (var host in ServerHosts.ForNamespace(serverHosts, ns))
        {
            if (!Hostname.IsWildcard(host))
            {
                _exact.Add(host);
            }
            else if (!_wildcards.Contains(host))
            {
                _wildcards.Add(host);
            }
        }
    }

    /// <summary>Whether both sides cover some name.</summary>
    public bool AnyOf(IReadOnlyList<string> declared)
    {
        foreach (var host in declared)
        {
            if (_exact.Contains(host) || Intersect(host).Any())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names that both sides cover, each as narrow as the narrower side.</summary>
    public IEnumerable<string> Intersect(IReadOnlyList<string> declared) => declared is [var only]
        ? Intersect(only)
        : declared.SelectMany(Intersect).Distinct(StringComparer.Ordinal);

    private IEnumerable<string> Intersect(string host)
    {
        if (!Hostname.IsWildcard(host))
        {
            return _exact.Contains(host) || _wildcards.Exists(wide => Hostname.SubsetOf(host, wide)) ? [host] : [];
        }

        var wildcards = _wildcards
            .Select(offered => Hostname.SubsetOf(offered, host) ? offered : Hostname.SubsetOf(host, offered) ? host : null)
            .OfType<string>();
        return _exact.Where(offered => Hostname.SubsetOf(offered, host)).Concat(wildcards);
    }

    /// <summary>A server's hosts as each namespace is offered them. Most servers offer all namespaces the same.</summary>
    public sealed class ByNamespace(IReadOnlyList<string> serverHosts)
    {
        private readonly Dictionary<string, OfferedHosts>? _byNamespace = serverHosts.Any(host => host.Contains('/')) ? new(StringComparer.Ordinal) : null;
        private OfferedHosts? _toAll;

        public OfferedHosts To(string ns)
        {
            if (_byNamespace is null)
            {
                return _toAll ??= new(serverHosts, ns);
            }

            if (!_byNamespace.TryGetValue(ns, out var offered))
            {
                _byNamespace.Add(ns, offered = new(serverHosts, ns));
            }

            return offered;
        }
    }
}
