using Envoy.Config.Cluster.V3;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.Clusters;

/// <summary>The clusters of a proxy in a mesh written as YAML.</summary>
internal static class ClusterScene
{
    public static IReadOnlyDictionary<string, Cluster> Of(string yaml, ProxyNode? node = null, MeshGlobals? globals = null) =>
        new ClusterTranslator().Translate(TranslationContext.Of(node ?? Scene.Client, Scene.Of(yaml, globals).View))
            .ToDictionary(found => found.Name, found => Cluster.Parser.ParseFrom(found.Value.Span));

    public static string Entry(string spec, string meta = "name: cart") => $$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {namespace: shop, {{meta}} }
        spec: {hosts: [cart.example.com], {{spec}} }
        ---

        """;
}
