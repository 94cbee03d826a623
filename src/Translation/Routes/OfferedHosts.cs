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

    /// <summary>The names that both sides cover, each as narrow as the narrower side, and each once.</summary>
    /// <param name="declared">Names, which may be wildcards.</param>
    /// <param name="names">Takes the result in the place of what it holds.</param>
    public void Intersect(IReadOnlyList<string> declared, List<string> names)
    {
        names.Clear();
        var seen = declared.Count > Few ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var host in declared)
        {
            if (!Hostname.IsWildcard(host))
            {
                if (Covers(host))
                {
                    Add(host);
                }

                continue;
            }

            foreach (var offered in _exact)
            {
                if (Hostname.SubsetOf(offered, host))
                {
                    Add(offered);
                }
            }

            foreach (var offered in _wildcards)
            {
                if (Hostname.SubsetOf(offered, host))
                {
                    Add(offered);
                }
                else if (Hostname.SubsetOf(host, offered))
                {
                    Add(host);
                }
            }
        }

        void Add(string name)
        {
            // Wildcards may stand for many names.
            seen ??= names.Count == Few ? new(names, StringComparer.Ordinal) : null;
            if (seen?.Add(name) ?? !names.Contains(name))
            {
                names.Add(name);
            }
        }
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

    /// <summary>A server's hosts as each namespace is offered them. Most servers offer all namespaces the same.</summary>
    public sealed class ByNamespace(IReadOnlyList<string> serverHosts)
    {
        private readonly Dictionary<string, OfferedHosts>? _byNamespace = NamesNamespace(serverHosts) ? new(StringComparer.Ordinal) : null;
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

        private static bool NamesNamespace(IReadOnlyList<string> hosts)
        {
            foreach (var host in hosts)
            {
                if (host.Contains('/'))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
