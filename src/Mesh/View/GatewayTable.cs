using System.Runtime.CompilerServices;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Mesh.View;

/// <summary>
/// The merged Gateways of proxies, worked out once for each while no Gateway changes, and kept where the changed ones are not
/// among those that select the proxy.
/// </summary>
internal sealed class GatewayTable
{
    public static readonly GatewayTable Empty = new([], MeshFeatures.Default, null);

    private readonly IReadOnlyList<Config<Gateway>> _gateways;
    private readonly MeshFeatures _features;

    // By the labels of a proxy, which go with it.
    private readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, Merged> _merged = [];
    private readonly ConditionalWeakTable<IReadOnlyDictionary<string, string>, Merged>? _earlier;

    private GatewayTable(IReadOnlyList<Config<Gateway>> gateways, MeshFeatures features, GatewayTable? previous)
    {
        (_gateways, _features) = (gateways, features);
        _earlier = previous?._features == features ? previous._merged : null;
    }

    public GatewayTable Update(IReadOnlyList<Config<Gateway>> gateways, MeshFeatures features) =>
        ReferenceEquals(gateways, _gateways) && features == _features ? this : new(gateways, features, this);

    public MergedGateway? For(ProxyNode node, IReadOnlyList<ServiceTarget> targets)
    {
        if (_gateways.Count == 0)
        {
            return null;
        }

        if (_merged.TryGetValue(node.Labels, out var known) && Same(known.Targets, targets))
        {
            return known.Result;
        }

        var candidates = Candidates(node);
        var made = (_earlier is not null && _earlier.TryGetValue(node.Labels, out var earlier) && Same(earlier.Targets, targets)
            ? Revised(earlier, node, candidates)
            : null) ?? Anew(node, candidates, targets);
        _merged.AddOrUpdate(node.Labels, made);
        return made.Result;
    }

    private Merged Anew(ProxyNode node, IReadOnlyList<Config<Gateway>> candidates, IReadOnlyList<ServiceTarget> targets)
    {
        var selected = GatewaySelection.For(node, candidates, targets, _features.StrictGatewayMerging);
        return new(
            candidates, targets, [.. selected.Select(s => s.Gateway)], selected.Count > 0 ? GatewayMerge.Merge(selected, _features.QuicListeners) : null);
    }

    /// <summary>What was merged before, with the Gateway that differs; null where more does.</summary>
    private static Merged? Revised(Merged before, ProxyNode node, IReadOnlyList<Config<Gateway>> candidates)
    {
        var step = ListStep.Between(before.Candidates, candidates);
        if (step.IsEmpty)
        {
            return before with { Candidates = candidates };
        }

        if (!step.IsOneForOne)
        {
            return null;
        }

        var (old, made) = (before.Candidates[step.Start], candidates[step.Start]);
        var at = Array.FindIndex(before.Selected, selected => ReferenceEquals(selected, old));
        var now = GatewaySelection.ByLabels(node, made, before.Targets);
        if (at < 0 || before.Result is null)
        {
            // What was not selected and is not now makes no difference.
            return GatewaySelection.IsPlain(old) && GatewaySelection.IsPlain(made) && now is null ? before with { Candidates = candidates } : null;
        }

        if (!GatewaySelection.IsPlain(old) || now is null || GatewayReplacement.Of(before.Result, old, now) is not { } result)
        {
            return null;
        }

        Config<Gateway>[] selected = [.. before.Selected];
        selected[at] = made;
        return new(candidates, before.Targets, selected, result);
    }

    private IReadOnlyList<Config<Gateway>> Candidates(ProxyNode node) => _features.ScopeGatewaysToNamespace
        ? [.. _gateways.Where(gateway => gateway.Meta.Namespace == node.Namespace)]
        : _gateways;

    private static bool Same(IReadOnlyList<ServiceTarget> left, IReadOnlyList<ServiceTarget> right) =>
        ReferenceEquals(left, right) || left.SequenceEqual(right);

    private sealed record Merged(
        IReadOnlyList<Config<Gateway>> Candidates, IReadOnlyList<ServiceTarget> Targets, Config<Gateway>[] Selected, MergedGateway? Result);
}
