using System.Text.Json;
using MeshActors.Host.Debugging.Feeds;
using MeshActors.Host.Debugging.Policies;
using MeshActors.Host.Debugging.Registry;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary><c>/debug/sidecarz?proxyID=</c>: what the proxy sees of the mesh.</summary>
internal static class SidecarPage
{
    public static DebugPage Page { get; } = new("sidecarz", "What ?proxyID= sees of the mesh, by the Sidecar that applies to it", WriteAsync);

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var held = await ProxyQuestions.FindAsync(request, []).ConfigureAwait(false);
        var scope = request.View.ScopeOf(held.Connection.Node);
        var sidecars = scope.Sidecar is { } applied
            ? await ConfigObjects.ReadAsync(request, [ResourceKinds.Sidecar], applied.Meta.Namespace).ConfigureAwait(false)
            : [];
        json.WriteStartObject();
        json.WriteStartObject("destinationRules");
        foreach (var service in scope.Services)
        {
            if (scope.DestinationRuleFor(service, held.Connection.Node.Labels) is { } rule)
            {
                WriteRule(json, service.Hostname, rule);
            }
        }

        json.WriteEndObject();
        json.WriteStartArray("egressListenerServices");
        foreach (var listener in scope.EgressListeners)
        {
            ServiceJson.WriteAll(json, listener.Services);
        }

        json.WriteEndArray();
        json.WriteString("name", scope.Sidecar?.Meta.Name ?? "default-sidecar");
        json.WriteString("namespace", scope.Namespace);
        WritePolicy(json, scope.OutboundTrafficPolicy);
        json.WritePropertyName("services");
        ServiceJson.WriteAll(json, scope.Services);
        WriteSidecar(json, sidecars.FirstOrDefault(item => item.GetProperty("metadata").GetProperty("name").ValueEquals(scope.Sidecar?.Meta.Name)));
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, string host, ConsolidatedDestinationRule rule)
    {
        json.WriteStartArray(host);
        json.WriteStartObject();
        json.WriteStartArray("from");
        foreach (var source in rule.From)
        {
            json.WriteStartObject();
            json.WriteString("Namespace", source.Namespace);
            json.WriteString("Name", source.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePolicy(Utf8JsonWriter json, EgressPolicy? policy)
    {
        json.WriteStartObject("outboundTrafficPolicy");
        if (policy is not null)
        {
            json.WriteString("mode", policy.Mode == MeshOutboundTrafficPolicyMode.RegistryOnly ? "REGISTRY_ONLY" : "ALLOW_ANY");
        }

        json.WriteEndObject();
    }

    private static void WriteSidecar(Utf8JsonWriter json, JsonElement sidecar)
    {
        json.WritePropertyName("sidecar");
        if (sidecar.ValueKind == JsonValueKind.Object)
        {
            PolicyJson.WriteSpec(json, sidecar);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
