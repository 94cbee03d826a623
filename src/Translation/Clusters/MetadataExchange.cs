using Envoy.Config.Cluster.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using Udpa.Type.V1;

namespace MeshActors.Translation.Clusters;

/// <summary>The network filter by which Istio's proxies tell each other who they are.</summary>
internal static class MetadataExchange
{
    public static void Apply(Cluster cluster, bool stockEnvoy)
    {
        if (stockEnvoy)
        {
            return;
        }

        cluster.Filters.Add(new Filter
        {
            Name = "istio.metadata_exchange",
            TypedConfig = EnvoyAny.Pack(new TypedStruct
            {
                TypeUrl = "type.googleapis.com/envoy.tcp.metadataexchange.config.MetadataExchange",
                Value = new Struct
                {
                    Fields =
                    {
                        ["enable_discovery"] = Value.ForBool(true),
                        ["protocol"] = Value.ForString("istio-peer-exchange"),
                    },
                },
            }),
        });
    }
}
