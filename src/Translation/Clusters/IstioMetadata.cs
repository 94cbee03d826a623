using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

/// <summary>The <c>istio</c> metadata of clusters, which telemetry filters read for their labels.</summary>
internal static class IstioMetadata
{
    private const string Key = "istio";

    public static Struct IstioStruct(this Metadata metadata)
    {
        if (!metadata.FilterMetadata.TryGetValue(Key, out var found))
        {
            metadata.FilterMetadata[Key] = found = new Struct();
        }

        return found;
    }

    /// <summary>Names the services behind a cluster, where the mesh wants it.</summary>
    public static void SetServices(Cluster cluster, IEnumerable<Service> services, MeshFeatures features)
    {
        if (!features.TelemetryLabels)
        {
            return;
        }

        var list = new ListValue();
        foreach (var service in services)
        {
            list.Values.Add(Value.ForStruct(new Struct
            {
                Fields =
                {
                    ["host"] = Value.ForString(service.Hostname),
                    ["name"] = Value.ForString(service.Name),
                    ["namespace"] = Value.ForString(service.Namespace),
                },
            }));
        }

        cluster.EnsureMetadata().IstioStruct().Fields["services"] = new Value { ListValue = list };
    }

    /// <summary>Names the configuration object that shaped a resource, as <c>/apis/GROUP/VERSION/namespaces/NS/KIND/NAME</c>.</summary>
    public static void SetConfig(Metadata metadata, string group, string version, string kebabKind, ObjectMeta meta) =>
        metadata.IstioStruct().Fields["config"] =
            Value.ForString($"/apis/{group}/{version}/namespaces/{meta.Namespace}/{kebabKind}/{meta.Name}");

    /// <summary>Tells telemetry what to expect of peers: nothing of hosts outside the mesh, and nothing beside their tunnels of others.</summary>
    public static void SetPeers(Cluster cluster, OutboundClusterInputs inputs)
    {
        if (inputs.IsTunnelled || inputs.Service.MeshExternal)
        {
            cluster.EnsureMetadata().IstioStruct().Fields[inputs.IsTunnelled ? "disable_mx" : "external"] = Value.ForBool(true);
        }
    }

    public static void SetSubset(Metadata metadata, string subset) =>
        metadata.IstioStruct().Fields["subset"] = Value.ForString(subset);

    /// <summary>TLS that the user configured must not be offered Istio's own protocols in ALPN.</summary>
    public static void SetAlpnOverride(Metadata metadata, ClientTlsMode? mode)
    {
        if (mode is ClientTlsMode.Simple or ClientTlsMode.Mutual)
        {
            metadata.IstioStruct().Fields["alpn_override"] = Value.ForString("false");
        }
    }
}
