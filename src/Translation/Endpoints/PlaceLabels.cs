using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>The names of the labels by which some setting of the mesh or some DestinationRule ranks endpoints.</summary>
internal sealed class PlaceLabels
{
    public PlaceLabels(MeshConfig mesh, IEnumerable<Config<DestinationRule>> rules)
    {
        // Traffic distribution is a property of services, and ranks by these.
        var names = new SortedSet<string>(StringComparer.Ordinal)
        {
            WellKnownLabels.Network,
            "topology.kubernetes.io/region",
            "topology.kubernetes.io/zone",
            "topology.istio.io/subzone",
            "kubernetes.io/hostname",
        };
        Add(mesh.LocalityLbSetting?.FailoverPriority);
        Add(mesh.ZoneAwareLbSetting?.FailoverPriority);
        foreach (var balancer in rules.SelectMany(rule => BalancersOf(rule.Spec)))
        {
            Add(balancer.LocalityLbSetting?.FailoverPriority);
            Add(balancer.ZoneAwareLbSetting?.FailoverPriority);
        }

        Names = [.. names];

        // A label may come with a value.
        void Add(IReadOnlyList<string>? priorities) => names.UnionWith((priorities ?? []).Select(priority => priority.Split('=')[0]));
    }

    public IReadOnlyList<string> Names { get; }

    private static IEnumerable<LoadBalancerSettings> BalancersOf(DestinationRule rule)
    {
        foreach (var policy in rule.Subsets.Select(subset => subset.TrafficPolicy).Prepend(rule.TrafficPolicy).OfType<TrafficPolicy>())
        {
            foreach (var balancer in policy.PortLevelSettings.Select(port => port.LoadBalancer).Prepend(policy.LoadBalancer).OfType<LoadBalancerSettings>())
            {
                yield return balancer;
            }
        }
    }
}
