using MeshActors.Kubernetes;

namespace MeshActors.MeshGenerator;

/// <summary>Istio's types that a synthetic mesh has, beside the built-in ones.</summary>
public static class MeshTypes
{
    public static ResourceType VirtualServices { get; } = new("networking.istio.io", "v1", "virtualservices", "VirtualService", true);

    public static ResourceType DestinationRules { get; } = new("networking.istio.io", "v1", "destinationrules", "DestinationRule", true);
}
