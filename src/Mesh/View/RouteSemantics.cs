using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>
/// Whether a VirtualService or Gateway was made of a Gateway API object or an Ingress, whose rules differ in places.
/// </summary>
public static class RouteSemantics
{
    public const string Annotation = "internal.istio.io/route-semantics";
    public const string GatewayValue = "gateway";
    public const string IngressValue = "ingress";

    public static bool IsGatewayApi(MeshObject config) => Value(config) == GatewayValue;

    public static bool IsIngress(MeshObject config) => Value(config) == IngressValue;

    private static string? Value(MeshObject config) => config.Meta.Annotations.GetValueOrDefault(Annotation);
}
