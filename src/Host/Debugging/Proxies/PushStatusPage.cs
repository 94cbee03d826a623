using System.Text.Json;
using Envoy.Config.Endpoint.V3;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary>
/// <c>/debug/push_status</c>: what is wrong with what the proxies connected here are sent, under istiod's names where it has one:
/// clusters without endpoints, gateways' servers that conflict, and responses that proxies refused.
/// </summary>
internal static class PushStatusPage
{
    public static DebugPage Page { get; } = new("push_status", "Clusters without endpoints, conflicts and refusals among the proxies connected here", WriteAsync);

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var held = await request.Sources.Connections.HeldAsync([XdsType.Endpoint], DebugSources.Patience).ConfigureAwait(false);
        json.WriteStartObject();
        WriteEmptyClusters(json, held);
        WriteConflicts(request, json, held);
        WriteRefusals(json, held);
        json.WriteEndObject();
    }

    private static void WriteEmptyClusters(Utf8JsonWriter json, IReadOnlyList<HeldResources> held)
    {
        json.WriteStartObject("pilot_eds_no_instances");
        var assignments = held.SelectMany(proxy => proxy.Types.Values).SelectMany(type => type.Resources)
            .Distinct(ReferenceEqualityComparer.Instance).Cast<EncodedResource>();
        var empty = assignments.Where(resource => ClusterLoadAssignment.Parser.ParseFrom(resource.Value.Span).Endpoints.All(locality => locality.LbEndpoints.Count == 0));
        foreach (var cluster in empty.Select(resource => resource.Name).Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStartObject(cluster);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteConflicts(DebugRequest request, Utf8JsonWriter json, IReadOnlyList<HeldResources> held)
    {
        json.WriteStartObject("gateway_server_conflicts");
        foreach (var proxy in held.Select(proxy => proxy.Connection.Node).Where(node => node.Type == ProxyType.Router).DistinctBy(node => node.Id))
        {
            foreach (var conflict in (request.View.GatewaysOf(proxy)?.Conflicts ?? []).DistinctBy(conflict => (conflict.Gateway, conflict.Port)))
            {
                WriteStatus(json, $"{proxy.Id} {conflict.Gateway}:{conflict.Port}", proxy.Id, conflict.Reason);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteRefusals(Utf8JsonWriter json, IReadOnlyList<HeldResources> held)
    {
        json.WriteStartObject("pilot_total_xds_rejects");
        foreach (var connection in held.Select(proxy => proxy.Connection))
        {
            foreach (var type in connection.Types)
            {
                if (type.LastNack is { } reason)
                {
                    WriteStatus(json, $"{connection.Id} {DiscoveryMetrics.ShortName(type.Type)}", connection.Node.Id, reason);
                }
            }
        }

        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, string key, string proxy, string message)
    {
        json.WriteStartObject(key);
        json.WriteString("proxy", proxy);
        json.WriteString("message", message);
        json.WriteEndObject();
    }
}
