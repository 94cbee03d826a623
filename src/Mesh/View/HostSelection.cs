using MeshActors.Mesh.Hosts;

namespace MeshActors.Mesh.View;

/// <summary>What one namespace's part of a Sidecar listener's hosts imports and excludes.</summary>
internal sealed class HostSelection
{
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private readonly List<string> _wildcards = [];
    private readonly List<string> _excluded = [];

    public IReadOnlyCollection<string> Exact => _exact;

    public void Import(string host)
    {
        if (Hostname.IsWildcard(host))
        {
            _wildcards.Add(host);
        }
        else
        {
            _exact.Add(host);
        }
    }

    public void Exclude(string host) => _excluded.Add(host);

    public bool Imports(string host) => _exact.Contains(host) || _wildcards.Exists(wide => Hostname.SubsetOf(host, wide));

    /// <summary>
    /// Whether a VirtualService's host is imported: one that is wider than the import counts too, unless the VirtualService
    /// was made of a Gateway API route.
    /// </summary>
    public bool ImportsRoute(string host, bool isGatewayApi)
    {
        if (Imports(host))
        {
            return true;
        }

        return !isGatewayApi
            && (_wildcards.Exists(other => Hostname.Matches(host, other))
                || (Hostname.IsWildcard(host) && _exact.Any(exact => Hostname.SubsetOf(exact, host))));
    }

    public bool Excludes(string host) => _excluded.Exists(wide => Hostname.SubsetOf(host, wide));
}
