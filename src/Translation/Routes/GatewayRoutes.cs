using System.Collections.Frozen;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>
/// The route configurations of one gateway as they were made last. Few of them change with a VirtualService or a Gateway: the
/// others are taken over without looking at what they are made of.
/// </summary>
internal sealed class GatewayRoutes
{
    private readonly string[] _names;
    private readonly EncodedResource[] _resources;
    private readonly GatewayHostPlan?[] _plans;
    private readonly MergedGateway? _gateways;
    private readonly object _services;
    private readonly ScopeDestinations _destinations;
    private readonly VirtualServiceVersion _version;
    private readonly Lazy<Dictionary<string, int>> _positions;

    private GatewayRoutes(
        string[] names, EncodedResource[] resources, GatewayHostPlan?[] plans, MergedGateway? gateways, TranslationContext context)
    {
        _names = names;
        _resources = resources;
        _plans = plans;
        _gateways = gateways;
        _services = context.View.ServicesStamp;
        _destinations = context.Scope.Destinations;
        _version = context.View.VirtualServices;
        _positions = new(() =>
        {
            var positions = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
            for (var i = 0; i < names.Length; i++)
            {
                positions[names[i]] = i;
            }

            return positions;
        });
    }

    /// <summary>One for each name. The same list as long as none of them changes.</summary>
    public IReadOnlyList<EncodedResource> Resources => _resources;

    /// <param name="before">Those of a view before; null at first.</param>
    /// <param name="context">The gateway.</param>
    /// <param name="gateways">What it serves; null for nothing.</param>
    /// <param name="names">The names that it asks for.</param>
    /// <param name="sources">Makes routes.</param>
    /// <param name="encode">Encodes a configuration; without a plan an empty one.</param>
    public static GatewayRoutes Of(
        GatewayRoutes? before,
        TranslationContext context,
        MergedGateway? gateways,
        IReadOnlyCollection<string> names,
        GatewayRouteSources sources,
        Func<string, GatewayHostPlan?, EncodedResource> encode)
    {
        if (before is not null && (!ReferenceEquals(before._services, context.View.ServicesStamp) || !before._destinations.Equals(context.Scope.Destinations)))
        {
            // Destinations may mean other clusters now.
            before = null;
        }

        if (before is not null && !ReferenceEquals(before._gateways, gateways) && (OffersHttp3(before._gateways) || OffersHttp3(gateways)))
        {
            // Which routes tell clients of HTTP/3 depends on other servers too.
            before = null;
        }

        var affected = before?.Affected(context.View.VirtualServices) ?? default;
        var isSameRequest = before is not null && before.Asked(names);
        if (affected.IsNone && isSameRequest && ReferenceEquals(before!._gateways, gateways))
        {
            return ReferenceEquals(before!._version, context.View.VirtualServices)
                ? before
                : new(before._names, before._resources, before._plans, gateways, context);
        }

        string[] asked = isSameRequest ? before!._names : [.. names];
        var resources = isSameRequest ? (EncodedResource[])before!._resources.Clone() : new EncodedResource[asked.Length];
        var plans = isSameRequest ? (GatewayHostPlan?[])before!._plans.Clone() : new GatewayHostPlan?[asked.Length];
        for (var i = 0; i < asked.Length; i++)
        {
            var at = isSameRequest ? i : before is null ? -1 : before._positions.Value.GetValueOrDefault(asked[i], -1);
            var known = at < 0 ? null : before!._plans[at];
            var servers = isSameRequest && ReferenceEquals(before!._gateways, gateways)
                ? known?.Servers
                : gateways?.ServersByRouteName.GetValueOrDefault(asked[i]);
            plans[i] = servers is null ? null : known?.With(servers, affected, sources) ?? GatewayHostPlan.Of(servers, sources);
            resources[i] = at >= 0 && ReferenceEquals(plans[i], known) ? before!._resources[at] : encode(asked[i], plans[i]);
        }

        return new(asked, resources, plans, gateways, context);
    }

    private static bool OffersHttp3(MergedGateway? gateways) => gateways is { Http3RouteNames.Count: > 0 };

    /// <summary>The Gateways whose VirtualServices differ now.</summary>
    private AffectedGateways Affected(VirtualServiceVersion now) => new(
        ReferenceEquals(_version.Stamp, now.Stamp) ? FrozenSet<string>.Empty
        : now.Change is { } change && ReferenceEquals(change.Since, _version.Stamp) ? change.Gateways
        : null);

    private bool Asked(IReadOnlyCollection<string> names)
    {
        if (names.Count != _names.Length)
        {
            return false;
        }

        var i = 0;
        foreach (var name in names)
        {
            if (name != _names[i++])
            {
                return false;
            }
        }

        return true;
    }
}
