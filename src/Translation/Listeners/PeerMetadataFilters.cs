using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.Clusters;
using Udpa.Type.V1;

namespace MeshActors.Translation.Listeners;

/// <summary>Whom a proxy asks who they are.</summary>
internal enum PeerSide
{
    Downstream,
    Upstream,

    /// <summary>Nothing is told to peers outside the mesh.</summary>
    UpstreamInMesh,
}

/// <summary>The HTTP filter by which Istio's proxies tell each other who they are.</summary>
internal static class PeerMetadataFilters
{
    private static readonly HttpFilter[] Plain =
        [.. System.Enum.GetValues<PeerSide>().Select(side => Build(side, MeshFeatures.Default))];

    public static HttpFilter Of(PeerSide side, MeshFeatures features) =>
        features.AdditionalPeerLabels.Length == 0 ? Plain[(int)side] : Build(side, features);

    private static HttpFilter Build(PeerSide side, MeshFeatures features)
    {
        var name = side == PeerSide.Downstream ? "downstream" : "upstream";
        var headers = side == PeerSide.UpstreamInMesh ? new Struct { Fields = { ["skip_external_clusters"] = Value.ForBool(true) } } : new Struct();
        var config = new Struct
        {
            Fields =
            {
                [name + "_discovery"] = Value.ForList(Only("istio_headers", new()), Only("workload_discovery", new())),
                [name + "_propagation"] = Value.ForList(Only("istio_headers", headers)),
            },
        };
        MetadataExchange.AddLabels(config, features);
        return HttpFilters.Filter(
            "istio.metadata_exchange", new TypedStruct { TypeUrl = "type.googleapis.com/io.istio.http.peer_metadata.Config", Value = config });
    }

    private static Value Only(string key, Struct value) => Value.ForStruct(new() { Fields = { [key] = Value.ForStruct(value) } });
}
