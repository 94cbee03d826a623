using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Clusters;

namespace MeshActors.Translation.Endpoints;

/// <summary>Reduces a locality setting to what it does for one proxy.</summary>
internal static class LocalityPlans
{
    /// <param name="setting">The setting in force.</param>
    /// <param name="canFailOver">Whether outlier detection tells failing endpoints, without which traffic would never come back.</param>
    /// <param name="node">The proxy.</param>
    public static LocalityPlan? For(EffectiveLocality setting, bool canFailOver, ProxyNode node)
    {
        if (setting.ZoneAware is { } zoneAware)
        {
            // Waypoints have no cluster of their own kind, by which Envoy would balance zones.
            return zoneAware.Enabled == false || node.Type == ProxyType.Waypoint ? null : ZoneAware(zoneAware, node);
        }

        if (setting.Setting is not { } locality)
        {
            return null;
        }

        if (locality.Distribute.Count > 0)
        {
            var rule = locality.Distribute.FirstOrDefault(d => LocalityPatterns.Matches(node.Locality, d.From));
            return rule is null ? null : new() { Weights = [.. rule.To.OrderBy(t => t.Key, StringComparer.Ordinal)] };
        }

        if (!canFailOver && !setting.Force)
        {
            return null;
        }

        var ranksPlaces = locality.FailoverPriority.Count == 0 || locality.Failover.Count > 0;
        return new()
        {
            From = ranksPlaces ? node.Locality : default,
            Labels = Ranking(locality.FailoverPriority, node),
            RanksNetworkFirst = RanksNetworkFirst(locality.FailoverPriority),
            RanksPlaces = ranksPlaces,
            FailoverTo = ranksPlaces ? NextRegion(locality.Failover, node) : null,
        };
    }

    private static LocalityPlan ZoneAware(ZoneAwareLoadBalancerSetting setting, ProxyNode node) => new()
    {
        From = new(node.Locality.Region, "", ""),
        Labels = Ranking(setting.FailoverPriority, node),
        RanksNetworkFirst = RanksNetworkFirst(setting.FailoverPriority),
        RanksRegionsOnly = true,
        FailoverTo = NextRegion(setting.Failover, node),
    };

    private static bool RanksNetworkFirst(IReadOnlyList<string> priorities) =>
        priorities.Count > 0 && priorities[0] == WellKnownLabels.Network;

    private static string? NextRegion(IReadOnlyList<LocalityFailover> failover, ProxyNode node) =>
        failover.FirstOrDefault(f => f.From == node.Locality.Region)?.To;

    /// <summary>A label may come with a value (<c>version=v1</c>), which then stands for the proxy's.</summary>
    private static ValueList<KeyValuePair<string, string>> Ranking(IReadOnlyList<string> priorities, ProxyNode node)
    {
        var overrides = priorities.Select(p => p.Split('=')).Where(p => p.Length == 2)
            .GroupBy(p => p[0]).ToDictionary(g => g.Key, g => g.Last()[1], StringComparer.Ordinal);
        return
        [
            .. priorities.Select(p => p.Split('=')[0]).Select(label => KeyValuePair.Create(
                label, overrides.GetValueOrDefault(label) ?? node.Labels.GetValueOrDefault(label) ?? "")),
        ];
    }
}
