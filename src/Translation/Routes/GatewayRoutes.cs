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
        string[] names,
        EncodedResource[] resources,
        GatewayHostPlan?[] plans,
        MergedGateway? gateways,
        TranslationContext context,
        Lazy<Dictionary<string, int>>? positions)
    {
        _names = names;
        _resources = resources;
        _plans = plans;
        _gateways = gateways;
        _services = context.View.ServicesStamp;
        _destinations = context.Scope.Destinations;
        _version = context.View.VirtualServices;
        _positions = positions ?? new(() => PositionsOf(names));
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

        var affected = before?.Affected(gateways, context.View.VirtualServices);
        if (before is null || affected is null || !before.Asked(names) || before._positions.Value.Count < before._names.Length)
        {
            // A name that is asked for twice has but one position.
            return Anew(before, affected);
        }

        var (resources, plans) = (before._resources, before._plans);
        foreach (var (name, places) in affected)
        {
            if (!before._positions.Value.TryGetValue(name, out var at))
            {
                continue;
            }

            var plan = PlanOf(name, plans[at], places);
            if (!ReferenceEquals(plan, plans[at]))
            {
                if (ReferenceEquals(plans, before._plans))
                {
                    (resources, plans) = ([.. resources], [.. plans]);
                }

                (resources[at], plans[at]) = (encode(name, plan), plan);
            }
        }

        return ReferenceEquals(before._version, context.View.VirtualServices) && ReferenceEquals(before._gateways, gateways)
            ? before
            : new(before._names, resources, plans, gateways, context, before._positions);

        GatewayRoutes Anew(GatewayRoutes? since, Dictionary<string, HashSet<int>>? places)
        {
            string[] asked = [.. names];
            var resources = new EncodedResource[asked.Length];
            var plans = new GatewayHostPlan?[asked.Length];
            for (var i = 0; i < asked.Length; i++)
            {
                var at = since?._positions.Value.GetValueOrDefault(asked[i], -1) ?? -1;
                var known = at < 0 ? null : since!._plans[at];
                plans[i] = PlanOf(asked[i], known, places is null ? null : places.GetValueOrDefault(asked[i]) ?? []);
                resources[i] = at >= 0 && ReferenceEquals(plans[i], known) ? since!._resources[at] : encode(asked[i], plans[i]);
            }

            return since is not null && since.Asked(asked) && resources.AsSpan().SequenceEqual(since._resources)
                ? new(since._names, since._resources, plans, gateways, context, since._positions)
                : new(asked, resources, plans, gateways, context, null);
        }

        GatewayHostPlan? PlanOf(string name, GatewayHostPlan? known, IReadOnlyCollection<int>? places) =>
            gateways?.ServersByRouteName.GetValueOrDefault(name) is not { } servers ? null
            : known is null ? GatewayHostPlan.Of(servers, sources)
            : known.With(servers, places, sources);
    }

    private static bool OffersHttp3(MergedGateway? gateways) => gateways is { Http3RouteNames.Count: > 0 };

    private static Dictionary<string, int> PositionsOf(string[] names)
    {
        var positions = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            positions[names[i]] = i;
        }

        return positions;
    }

    /// <summary>
    /// The route configurations that may differ, with the places of servers that may, or whose VirtualServices may; null where any may.
    /// </summary>
    private Dictionary<string, HashSet<int>>? Affected(MergedGateway? gateways, VirtualServiceVersion routes)
    {
        IReadOnlyList<ServerPlace>? moved = ReferenceEquals(_gateways, gateways) ? []
            : _gateways is not null && gateways?.Change is { } change && ReferenceEquals(change.Since, _gateways.Stamp) ? change.Places
            : null;
        IReadOnlySet<string>? rerouted = ReferenceEquals(_version.Stamp, routes.Stamp) ? FrozenSet<string>.Empty
            : routes.Change is { } other && ReferenceEquals(other.Since, _version.Stamp) ? other.Gateways
            : null;
        if (moved is null || rerouted is null)
        {
            return null;
        }

        var affected = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var (name, index) in moved.Concat(rerouted.SelectMany(gateway => gateways?.PlacesOf(gateway) ?? [])))
        {
            if (!affected.TryGetValue(name, out var places))
            {
                affected.Add(name, places = []);
            }

            places.Add(index);
        }

        return affected;
    }

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
