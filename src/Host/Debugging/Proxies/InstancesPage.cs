using System.Text.Json;
using MeshActors.Host.Debugging.Registry;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary><c>/debug/instancesz</c>: the service ports that each connected proxy's workload serves.</summary>
internal static class InstancesPage
{
    public static DebugPage Page { get; } = new("instancesz", "The service ports that each connected proxy's workload serves", WriteAsync);

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var connections = await request.Sources.Connections.SnapshotAsync(DebugSources.Patience).ConfigureAwait(false);
        json.WriteStartObject();
        foreach (var node in connections.Select(connection => connection.Node).DistinctBy(node => node.Id).OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            json.WriteStartArray(node.Id);
            foreach (var target in ServiceTargets.Of(node, request.View))
            {
                Write(json, target);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServiceTarget target)
    {
        json.WriteStartObject();
        json.WritePropertyName("Service");
        ServiceJson.Write(json, target.Service);
        json.WriteStartObject("Port");
        ServiceJson.WritePort(json, target.Port);
        json.WriteNumber("TargetPort", target.TargetPort);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
