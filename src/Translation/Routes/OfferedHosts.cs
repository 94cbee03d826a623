using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The hosts that a gateway's server offers to VirtualServices of a namespace.</summary>
internal sealed class OfferedHosts
{
    /// <summary>Up to how many names are compared one by one.</summary>
    private const int Few = 4;

    // Each name once, in the server's order.
    private readonly List<string> _exact = new(1);
    private readonly List<string> _wildcards = new(0);
    private readonly HashSet<string>? _exactNames;

    public OfferedHosts(IReadOnlyList<string> serverHosts, string ns)
    {
        _exactNames = serverHosts.Count > Few ? new(StringComparer.Ordinal) : null;
        foreach (var host in ServerHosts.ForNamespace(serverHosts, ns))
        {
            if (Hostname.IsWildcard(host))
            {
                if (!_wildcards.Contains(host))
                {
                    _wildcards.Add(host);
                }
            }
            else if (_exactNames?.Add(host) ?? !_exact.Contains(host))
            {
                _exact.Add(host);
            }
        }
    }

    /// <summary>The names that both sides cover, each as narrow as the narrower side.</summary>
    public IEnumerable<string> Intersect(IReadOnlyList<string> declared) => declared is [var only]
        ? Intersect(only)
        : declared.SelectMany(Intersect).Distinct(StringComparer.Ordinal);

    /// <summary>Whether both sides cover some name.</summary>
    public bool AnyOf(IReadOnlyList<string> declared)
    {
        foreach (var host in declared)
        {
            if (Hostname.IsWildcard(host) ? Intersect(host).Any() : Covers(host))
            {
                return true;
            }
        }

        return false;
    }

    private bool Covers(string host)
    {
        if (_exactNames?.Contains(host) ?? _exact.Contains(host))
        {
            return true;
        }

        foreach (var wide in _wildcards)
        {
            if (Hostname.SubsetOf(host, wide))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<string> Intersect(string host)
    {
        if (!Hostname.IsWildcard(host))
        {
            return Covers(host) ? [host] : [];
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
