using System.Text.Json;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.Registry;

namespace MeshActors.Host.Debugging.Registry;

/// <summary>
/// <c>/debug/endpointShardz</c> and its old name: the endpoints of every service by registry and cluster, asked from the owners
/// of their namespaces. <c>?namespace=</c> asks for one only, which large meshes need.
/// </summary>
internal static class EndpointShardPages
{
    public static IReadOnlyList<DebugPage> All { get; } =
    [
        new("endpointShardz", "The endpoints of every service by registry and cluster; ?namespace= for one namespace", WriteAsync),
        new("endpointz", "Old name of endpointShardz", WriteAsync),
    ];

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var ns = request.Value("namespace");
        ServiceKey[] services = [.. request.View.Services.Where(service => ns is null || service.Namespace == ns).Select(service => service.Key).Distinct()];
        var states = await request.Sources.Feeds.AskAsync([.. services.Select(key => (IFeedTopic)new ServiceEndpointsTopic(key))]).ConfigureAwait(false);
        json.WriteStartObject();
        foreach (var host in states.Values.OfType<ServiceEndpoints>().GroupBy(state => state.Service.Hostname).OrderBy(host => host.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(host.Key);
            foreach (var state in host.OrderBy(state => state.Service.Namespace, StringComparer.Ordinal))
            {
                WriteShards(json, request.View.FindService(state.Service), state);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteShards(Utf8JsonWriter json, Service? service, ServiceEndpoints state)
    {
        json.WriteStartObject(state.Service.Namespace);
        json.WriteStartObject("Shards");
        foreach (var shard in state.Endpoints.GroupBy(endpoint => $"{service?.Registry ?? ServiceRegistry.Kubernetes}/{endpoint.ClusterId}").OrderBy(shard => shard.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(shard.Key);
            foreach (var endpoint in shard)
            {
                Write(json, endpoint, service?.PublishNotReadyAddresses == true);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteSet("ServiceAccounts", state.Endpoints.Select(endpoint => endpoint.ServiceAccount).Where(account => account.Length > 0));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Endpoint endpoint, bool sendUnhealthy)
    {
        json.WriteStartObject();
        json.WriteTextMap("Labels", endpoint.Labels);
        json.WriteTexts("Addresses", endpoint.Addresses);
        json.WriteString("ServicePortName", endpoint.ServicePortName);
        json.WriteNumber("LegacyClusterPortKey", endpoint.ServicePortNumber);
        json.WriteString("ServiceAccount", endpoint.ServiceAccount);
        json.WriteString("Network", endpoint.Network);
        json.WriteStartObject("Locality");
        json.WriteString("Label", endpoint.Locality);
        json.WriteString("ClusterID", endpoint.ClusterId);
        json.WriteEndObject();
        json.WriteNumber("EndpointPort", endpoint.Port);
        json.WriteNumber("LbWeight", endpoint.Weight);
        json.WriteString("TLSMode", endpoint.TlsMode);
        json.WriteString("Namespace", endpoint.Namespace);
        json.WriteString("WorkloadName", endpoint.WorkloadName);
        json.WriteString("HostName", endpoint.HostName);
        json.WriteString("SubDomain", endpoint.SubDomain);
        json.WriteNumber("HealthStatus", HealthOf(endpoint.Health));
        json.WriteBoolean("SendUnhealthyEndpoints", sendUnhealthy);
        json.WriteString("NodeName", endpoint.NodeName);
        json.WriteEndObject();
    }

    // istiod's own numbers, which are not Envoy's.
    private static int HealthOf(EndpointHealth health) => health switch
    {
        EndpointHealth.Unhealthy => 2,
        EndpointHealth.Draining => 3,
        EndpointHealth.Terminating => 4,
        _ => 1,
    };
}
