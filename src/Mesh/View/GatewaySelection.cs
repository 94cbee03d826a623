using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Which Gateways apply to a proxy.</summary>
internal static class GatewaySelection
{
    private const string ServicesAnnotation = "internal.istio.io/gateway-service";
    private const string ParentNamespaceAnnotation = "internal.istio.io/parent-namespace";
    private const string SemanticsAnnotation = "internal.istio.io/gateway-semantics";
    private const string ServiceAccountAnnotation = "internal.istio.io/service-account-name";

    /// <param name="node">The proxy.</param>
    /// <param name="gateways">All Gateways.</param>
    /// <param name="targets">What the proxy serves.</param>
    /// <param name="strict">Whether gateways deployed for the Gateway API are kept apart.</param>
    public static IReadOnlyList<SelectedGateway> For(
        ProxyNode node, IReadOnlyList<Config<Gateway>> gateways, IReadOnlyList<ServiceTarget> targets, bool strict)
    {
        List<SelectedGateway> selected = [];
        foreach (var gateway in gateways)
        {
            if (gateway.Meta.Annotations.TryGetValue(ServicesAnnotation, out var services))
            {
                var named = services.Split(',');
                var ns = gateway.Meta.Annotations.GetValueOrDefault(ParentNamespaceAnnotation) is { Length: > 0 } parent
                    ? parent
                    : gateway.Meta.Namespace;
                var matching = targets.Where(t => named.Contains(t.Service.Hostname) && t.Service.Namespace == ns).ToList();
                if (matching.Count > 0)
                {
                    selected.Add(new(gateway, false, matching));
                }
            }
            else if (LabelMatch.SubsetOf(gateway.Spec.Selector, node.Labels))
            {
                selected.Add(new(gateway, true, targets));
            }
        }

        return strict ? WithoutForeign(selected) : selected;
    }

    /// <summary>Whether labels alone decide about a Gateway, and nothing about others follows from it.</summary>
    public static bool IsPlain(MeshObject gateway) => !gateway.Meta.Annotations.ContainsKey(ServicesAnnotation) && !IsGatewayApi(gateway);

    /// <summary>A plain Gateway as far as it applies to a proxy; null where it does not.</summary>
    public static SelectedGateway? ByLabels(ProxyNode node, Config<Gateway> gateway, IReadOnlyList<ServiceTarget> targets) =>
        IsPlain(gateway) && LabelMatch.SubsetOf(gateway.Spec.Selector, node.Labels) ? new(gateway, true, targets) : null;

    /// <summary>
    /// On a proxy that was deployed for a Gateway API gateway, Istio Gateways of other namespaces do not count, so that they
    /// cannot use its credentials.
    /// </summary>
    private static List<SelectedGateway> WithoutForeign(List<SelectedGateway> selected)
    {
        var managed = selected
            .Where(s => IsGatewayApi(s.Gateway) && s.Gateway.Meta.Annotations.GetValueOrDefault(ServiceAccountAnnotation) is { Length: > 0 })
            .Select(s => s.Gateway.Meta.Namespace)
            .ToHashSet(StringComparer.Ordinal);
        return managed.Count == 0 ? selected : selected.FindAll(s => IsGatewayApi(s.Gateway) || managed.Contains(s.Gateway.Meta.Namespace));
    }

    private static bool IsGatewayApi(MeshObject gateway) => gateway.Meta.Annotations.GetValueOrDefault(SemanticsAnnotation) == "gateway";
}
