using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a gateway's route configuration, and what they were made of.</summary>
internal sealed class GatewayHostPlan
{
    /// <summary>From which share of its servers on a plan is made anew as a whole.</summary>
    private const int MostChanged = 4;

    private readonly IReadOnlyList<GatewayServer> _servers;
    private readonly IReadOnlyList<Config<VirtualService>>[] _virtualServices;

    // The plan of one server is made anew whenever it changes.
    private readonly GatewayHostTable? _table;
    private readonly GatewayHost[] _made;

    private GatewayHostPlan(
        IReadOnlyList<GatewayServer> servers, IReadOnlyList<Config<VirtualService>>[] virtualServices, GatewayHostTable? table, GatewayHost[] made)
    {
        (_servers, _virtualServices, _table, _made) = (servers, virtualServices, table, made);

        // A virtual host without routes answers 404 to everything.
        Hosts = made.Length > 0
            ? made
            : [new(new(HostDomains.WithPort("blackhole", servers[0].Server.Port!.Number), ["*"], new([]), false))];
    }

    /// <summary>Sorted by name. Never empty.</summary>
    public GatewayHost[] Hosts { get; }

    /// <param name="servers">One or more.</param>
    /// <param name="sources">What they serve.</param>
    public static GatewayHostPlan Of(IReadOnlyList<GatewayServer> servers, GatewayRouteSources sources)
    {
        var virtualServices = new IReadOnlyList<Config<VirtualService>>[servers.Count];
        for (var i = 0; i < virtualServices.Length; i++)
        {
            virtualServices[i] = sources.VirtualServicesOf(servers[i]);
        }

        var kept = servers.Count > 1 ? new GatewayHostTable(servers.Count) : null;
        var table = kept ?? sources.Scratch;
        var shares = new GatewayShares(sources, table, servers.Count);
        for (var i = 0; i < virtualServices.Length; i++)
        {
            shares.Add(i, servers[i], virtualServices[i]);
        }

        var made = table.SettleAll(sources.Features.CollapseRoutes, sources.IncludesAttemptCount);
        if (kept is null)
        {
            table.Clear();
        }

        return new(servers, virtualServices, kept, made);
    }

    /// <summary>The plan for other servers in the place of some, or for other VirtualServices; this one where nothing differs.</summary>
    /// <param name="servers">One or more.</param>
    /// <param name="affected">The places of servers that may differ, or whose VirtualServices may; null for all.</param>
    /// <param name="sources">What they serve.</param>
    public GatewayHostPlan With(IReadOnlyList<GatewayServer> servers, IReadOnlyCollection<int>? affected, GatewayRouteSources sources)
    {
        if (servers.Count != _servers.Count)
        {
            return Of(servers, sources);
        }

        // A Gateway's servers change together, and so do their VirtualServices: none of its routes are left that were made for another one.
        SortedSet<int> changed = [];
        var virtualServices = _virtualServices;
        foreach (var i in affected ?? [.. Enumerable.Range(0, servers.Count)])
        {
            var now = sources.VirtualServicesOf(servers[i]);
            if (ReferenceEquals(servers[i], _servers[i]) && ReferenceEquals(now, virtualServices[i]))
            {
                continue;
            }

            if (ReferenceEquals(virtualServices, _virtualServices))
            {
                virtualServices = [.. _virtualServices];
            }

            virtualServices[i] = now;
            changed.Add(i);
        }

        return changed.Count == 0 ? this
            : _table is null || (changed.Count > 1 && changed.Count > servers.Count / MostChanged) ? Of(servers, sources)
            : Revised(_table.Copy(), servers, virtualServices, changed, sources);
    }

    private GatewayHostPlan Revised(
        GatewayHostTable table,
        IReadOnlyList<GatewayServer> servers,
        IReadOnlyList<Config<VirtualService>>[] virtualServices,
        SortedSet<int> changed,
        GatewayRouteSources sources)
    {
        foreach (var i in changed)
        {
            table.Remove(i, GatewayShares.NamesOf(_servers[i], _virtualServices[i]));
        }

        var shares = new GatewayShares(sources, table, changed.Count);
        foreach (var i in changed)
        {
            shares.Add(i, servers[i], virtualServices[i]);
        }

        return new(servers, virtualServices, table, table.Settle(_made, sources.Features.CollapseRoutes, sources.IncludesAttemptCount));
    }
}
