using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Routes;

/// <summary>Names the VirtualService that a route comes from, for tools and telemetry.</summary>
internal static class RouteMetadata
{
    public static Metadata Of(Config<VirtualService> config)
    {
        var path = $"/apis/networking.istio.io/v1/namespaces/{config.Meta.Namespace}/virtual-service/{config.Meta.Name}";
        return new() { FilterMetadata = { ["istio"] = new Struct { Fields = { ["config"] = Value.ForString(path) } } } };
    }
}
