using Envoy.Config.Route.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>Names the VirtualService that a route comes from, for tools and telemetry.</summary>
internal static class RouteMetadata
{
    private static readonly uint MetadataTag = Tags.Message(Route.MetadataFieldNumber);
    private static readonly MetadataEncoding Source = new("istio", "config");

    /// <summary>As a field of the route: all routes of a VirtualService carry the same.</summary>
    public static byte[] Encode(Config<VirtualService> config)
    {
        var output = new ReverseWriter();
        try
        {
            output.Text(config.Meta.Name);
            output.Text("/virtual-service/");
            output.Text(config.Meta.Namespace);
            output.Text("/apis/networking.istio.io/v1/namespaces/");
            Source.Complete(ref output, 0);
            output.Close(MetadataTag, 0);
            return output.ToArray();
        }
        finally
        {
            output.Dispose();
        }
    }
}
