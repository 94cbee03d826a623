using System.Text.Json;
using MeshActors.Host.Debugging.Feeds;
using MeshActors.Host.Debugging.Proxies;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Telemetry;

namespace MeshActors.Host.Debugging.Policies;

/// <summary><c>/debug/telemetryz</c>: all telemetry settings, or those that apply to <c>?proxyID=</c>, the widest first.</summary>
internal static class TelemetryPage
{
    public static DebugPage Page { get; } = new("telemetryz", "Telemetry settings; ?proxyID= for those of one proxy", WriteAsync);

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var objects = await ConfigObjects.ReadAsync(request, [ResourceKinds.Telemetry]).ConfigureAwait(false);
        if (request.Value("proxyID") is null)
        {
            json.WriteStartObject();
            json.WritePropertyName("telemetries");
            PolicyJson.WriteByNamespace(json, "namespace_to_telemetries", objects, request.View.RootNamespace, withAnnotations: false);
            json.WriteEndObject();
            return;
        }

        var held = await ProxyQuestions.FindAsync(request, []).ConfigureAwait(false);
        json.WriteStartArray();
        foreach (var applied in AppliedTelemetry.To(held.Connection.Node, request.View).Objects)
        {
            foreach (var item in objects.Where(item => IsOf(item, applied.Meta)))
            {
                PolicyJson.Write(json, item, withAnnotations: false);
            }
        }

        json.WriteEndArray();
    }

    private static bool IsOf(JsonElement item, ObjectMeta meta) =>
        item.GetProperty("metadata") is var named
        && named.GetProperty("name").ValueEquals(meta.Name)
        && named.GetProperty("namespace").ValueEquals(meta.Namespace);
}
