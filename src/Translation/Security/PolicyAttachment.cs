using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Security;

/// <summary>
/// Whether a policy is attached to a proxy: by labels, or, for gateways of the Gateway API, by reference. A reference attaches
/// to nothing but a gateway; waypoints know references only.
/// </summary>
/// <param name="Namespace">The proxy's namespace.</param>
/// <param name="Labels">The proxy's labels.</param>
/// <param name="IsWaypoint">Whether it is a waypoint.</param>
/// <param name="SelectorsForGatewayApi">Whether labels may select gateways of the Gateway API.</param>
internal sealed record PolicyAttachment(
    string Namespace, IReadOnlyDictionary<string, string> Labels, bool IsWaypoint, bool SelectorsForGatewayApi = true)
{
    private const string GatewayNameLabel = "gateway.networking.k8s.io/gateway-name";
    private const string GatewayGroup = "gateway.networking.k8s.io";
    private const string WaypointClass = "istio-waypoint";

    public static PolicyAttachment Of(ProxyNode node, MeshView view) =>
        new(node.Namespace, node.Labels, node.Type == ProxyType.Waypoint, view.Mesh.Features.SelectorsForGatewayApi);

    /// <param name="policyNamespace">The policy's namespace.</param>
    /// <param name="rootNamespace">The mesh's root namespace.</param>
    /// <param name="selector">The policy's selector; null selects all.</param>
    /// <param name="single">A reference in the older field, which counts where <paramref name="targets"/> is empty.</param>
    /// <param name="targets">The references.</param>
    public bool Attaches(
        string policyNamespace,
        string rootNamespace,
        WorkloadSelector? selector,
        PolicyTargetReference? single,
        IReadOnlyList<PolicyTargetReference> targets)
    {
        var references = targets.Count > 0 || single is null ? targets : [single];
        if (!Labels.TryGetValue(GatewayNameLabel, out var gateway))
        {
            return references.Count == 0 && IsSelected(selector);
        }

        if (references.Count == 0)
        {
            return !IsWaypoint && SelectorsForGatewayApi && IsSelected(selector);
        }

        return references.Any(reference =>
            reference.Group == GatewayGroup
            && ((IsWaypoint && policyNamespace == rootNamespace && reference is { Kind: "GatewayClass", Name: WaypointClass })
                || (policyNamespace == Namespace
                    && (reference.Namespace.Length == 0 || reference.Namespace == Namespace)
                    && reference.Kind == "Gateway"
                    && reference.Name == gateway)));
    }

    private bool IsSelected(WorkloadSelector? selector) => selector is null || LabelMatch.SubsetOf(selector.Labels, Labels);
}
