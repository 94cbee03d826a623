using System.Runtime.CompilerServices;
using Envoy.Config.Cluster.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using Udpa.Type.V1;

namespace MeshActors.Translation.Clusters;

/// <summary>The network filter by which Istio's proxies tell each other who they are.</summary>
internal static class MetadataExchange
{
    public static void Apply(Cluster cluster, ClusterView view, MeshFeatures features)
    {
        if (view.StockEnvoy || !features.MetadataExchange)
        {
            return;
        }

        cluster.Filters.Add(Filters.GetValue(features, static of => new() { Name = "istio.metadata_exchange", TypedConfig = Config(of) }));
    }

    // All clusters have the same one.
    private static readonly ConditionalWeakTable<MeshFeatures, Filter> Filters = [];

    /// <summary>What the filter is told, in clusters as in listeners.</summary>
    public static Any Config(MeshFeatures features)
    {
        var fields = new Struct
        {
            Fields = { ["enable_discovery"] = Value.ForBool(true), ["protocol"] = Value.ForString("istio-peer-exchange") },
        };
        AddLabels(fields, features);
        return EnvoyAny.Pack(new TypedStruct
        {
            TypeUrl = "type.googleapis.com/envoy.tcp.metadataexchange.config.MetadataExchange",
            Value = fields,
        });
    }

    /// <summary>Labels that the installation wants peers to tell each other besides.</summary>
    public static void AddLabels(Struct config, MeshFeatures features)
    {
        if (features.AdditionalPeerLabels.Length > 0)
        {
            config.Fields["additional_labels"] = Value.ForList([.. features.PeerLabels.Select(Value.ForString)]);
        }
    }
}
