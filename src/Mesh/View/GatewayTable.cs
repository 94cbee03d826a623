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

        var selected = GatewaySelection.For(node, Candidates(node), targets);
        var made = _earlier is not null && _earlier.TryGetValue(node.Labels, out var earlier)
            && Same(earlier.Targets, targets)
            && earlier.Selected.SequenceEqual(selected.Select(s => s.Gateway), ReferenceEqualityComparer.Instance)
                ? earlier
                : new Merged(targets, [.. selected.Select(s => s.Gateway)], selected.Count > 0 ? GatewayMerge.Merge(selected, _features.QuicListeners) : null);
        _merged.AddOrUpdate(node.Labels, made);
        return made.Result;
    }

    private IReadOnlyList<Config<Gateway>> Candidates(ProxyNode node) => _features.ScopeGatewaysToNamespace
        ? [.. _gateways.Where(gateway => gateway.Meta.Namespace == node.Namespace)]
        : _gateways;

    private static bool Same(IReadOnlyList<ServiceTarget> left, IReadOnlyList<ServiceTarget> right) =>
        ReferenceEquals(left, right) || left.SequenceEqual(right);

    private sealed record Merged(IReadOnlyList<ServiceTarget> Targets, Config<Gateway>[] Selected, MergedGateway? Result);
}
