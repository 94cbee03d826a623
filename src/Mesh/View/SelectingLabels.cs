using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>The names of the labels by which rules tell proxies apart. Worked out once for each object: few name any.</summary>
internal static class SelectingLabels
{
    private static readonly ConditionalWeakTable<VirtualService, string[]> BySpec = [];
    private static readonly ConditionalWeakTable<IReadOnlyList<Config<Gateway>>, string[]> ByGateways = [];
    private static readonly ConditionalWeakTable<IReadOnlyList<Config<DestinationRule>>, string[]> ByRules = [];

    /// <summary>Source labels of matches.</summary>
    public static IReadOnlyList<string> Of(VirtualService spec) => BySpec.GetValue(spec, static of =>
    [
        .. of.Http.SelectMany(route => route.Match).SelectMany(match => match.SourceLabels.Keys)
            .Concat(of.Tls.SelectMany(route => route.Match).SelectMany(match => match.SourceLabels.Keys))
            .Concat(of.Tcp.SelectMany(route => route.Match).SelectMany(match => match.SourceLabels.Keys))
            .Distinct(StringComparer.Ordinal),
    ]);

    /// <summary>Selectors of Gateways. The view keeps the list while no Gateway changes, and likewise for rules.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Config<Gateway>> gateways) => ByGateways.GetValue(gateways, static of =>
        [.. of.SelectMany(gateway => gateway.Spec.Selector.Keys).Distinct(StringComparer.Ordinal)]);

    /// <summary>Workload selectors of rules.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Config<DestinationRule>> rules) => ByRules.GetValue(rules, static of =>
        [.. of.SelectMany(rule => rule.Spec.WorkloadSelector?.Labels.Keys ?? []).Distinct(StringComparer.Ordinal)]);
}
