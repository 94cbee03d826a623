using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a gateway's route configuration, and what they were made of.</summary>
internal sealed class GatewayHostPlan
{
    /// <summary>From which share of its servers on a plan is made anew as a whole.</summary>
    private const int MostChanged = 4;

    private readonly IReadOnlyList<Config<VirtualService>>[] _virtualServices;
    private readonly GatewayHostTable _table;
    private readonly GatewayHost[] _made;

    private GatewayHostPlan(
        IReadOnlyList<GatewayServer> servers, IReadOnlyList<Config<VirtualService>>[] virtualServices, GatewayHostTable table, GatewayHost[] made)
    {
        (Servers, _virtualServices, _table, _made) = (servers, virtualServices, table, made);

        // A virtual host without routes answers 404 to everything.
        Hosts = made.Length > 0
            ? made
            : [new(new(HostDomains.WithPort("blackhole", servers[0].Server.Port!.Number), ["*"], new([]), false))];
    }

    /// <summary>Whose it is. One or more.</summary>
    public IReadOnlyList<GatewayServer> Servers { get; }

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

        var table = new GatewayHostTable();
        var shares = new GatewayShares(sources, table, servers.Count);
        for (var i = 0; i < virtualServices.Length; i++)
        {
            shares.Add(i, servers[i], virtualServices[i]);
        }

        return new(servers, virtualServices, table, table.Settle([], sources.Features.CollapseRoutes, sources.IncludesAttemptCount));
    }

    /// <summary>The plan for other servers in the place of some, or for other VirtualServices; this one where nothing differs.</summary>
    /// <param name="servers">One or more.</param>
    /// <param name="affected">The Gateways whose VirtualServices may differ.</param>
    /// <param name="sources">What they serve.</param>
    public GatewayHostPlan With(IReadOnlyList<GatewayServer> servers, AffectedGateways affected, GatewayRouteSources sources)
    {
        if (affected.IsNone && ReferenceEquals(servers, Servers))
        {
            return this;
        }

        if (servers.Count != Servers.Count)
        {
            return Of(servers, sources);
        }

        // A Gateway's servers change together, and so do their VirtualServices: none of its routes are left that were made for another one.
        HashSet<int> changed = [];
        var virtualServices = _virtualServices;
        for (var i = 0; i < servers.Count; i++)
        {
            var isSame = ReferenceEquals(servers[i], Servers[i]);
            if (isSame && !affected.Include(servers[i].GatewayName))
            {
                continue;
            }

            var now = sources.VirtualServicesOf(servers[i]);
            if (isSame && ReferenceEquals(now, virtualServices[i]))
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
            : changed.Count > 1 && changed.Count > servers.Count / MostChanged ? Of(servers, sources)
            : Revised(servers, virtualServices, changed, sources);
    }

    private GatewayHostPlan Revised(
        IReadOnlyList<GatewayServer> servers,
        IReadOnlyList<Config<VirtualService>>[] virtualServices,
        HashSet<int> changed,
        GatewayRouteSources sources)
    {
        var table = _table.Copy();
        table.Remove(changed);
        var shares = new GatewayShares(sources, table, changed.Count);
        foreach (var i in changed.Order())
        {
            shares.Add(i, servers[i], virtualServices[i]);
        }

        return new(servers, virtualServices, table, table.Settle(_made, sources.Features.CollapseRoutes, sources.IncludesAttemptCount));
    }
}
