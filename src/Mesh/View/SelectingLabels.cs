using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>The names of the labels by which rules tell proxies apart.</summary>
internal static class SelectingLabels
{
    private static readonly ConditionalWeakTable<IReadOnlyList<Config<Gateway>>, string[]> ByGateways = [];
    private static readonly ConditionalWeakTable<IReadOnlyList<Config<DestinationRule>>, string[]> ByRules = [];

    /// <summary>Source labels of matches. Few VirtualServices name any, and to find that out costs less than to remember it.</summary>
    public static IReadOnlyList<string> Of(VirtualService spec)
    {
        HashSet<string>? names = null;
        foreach (var route in spec.Http)
        {
            foreach (var match in route.Match)
            {
                Add(match.SourceLabels);
            }
        }

        foreach (var route in spec.Tls)
        {
            foreach (var match in route.Match)
            {
                Add(match.SourceLabels);
            }
        }

        foreach (var route in spec.Tcp)
        {
            foreach (var match in route.Match)
            {
                Add(match.SourceLabels);
            }
        }

        return names is null ? [] : [.. names];

        void Add(IReadOnlyDictionary<string, string> labels)
        {
            if (labels.Count > 0)
            {
                (names ??= new(StringComparer.Ordinal)).UnionWith(labels.Keys);
            }
        }
    }

    /// <summary>Selectors of Gateways. The view keeps the list while no Gateway changes, and likewise for rules.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Config<Gateway>> gateways) => ByGateways.GetValue(gateways, static of =>
        [.. of.SelectMany(gateway => gateway.Spec.Selector.Keys).Distinct(StringComparer.Ordinal)]);

    /// <summary>Workload selectors of rules.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Config<DestinationRule>> rules) => ByRules.GetValue(rules, static of =>
        [.. of.SelectMany(rule => rule.Spec.WorkloadSelector?.Labels.Keys ?? []).Distinct(StringComparer.Ordinal)]);
}
