using System.Text.Json;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary><c>/debug/syncz</c>: what each connected proxy was sent and has accepted, in istiod's shape.</summary>
internal static class SyncStatus
{
    private static readonly (XdsType Type, string Name)[] NamedTypes =
    [
        (XdsType.Cluster, "cluster"), (XdsType.Listener, "listener"), (XdsType.Route, "route"), (XdsType.Endpoint, "endpoint"),
        (XdsType.ExtensionConfig, "extensionconfig"),
    ];

    public static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var ns = request.Value("namespace");
        var now = request.Sources.Clock.GetUtcNow();
        json.WriteStartArray();
        foreach (var client in await request.Sources.Connections.SnapshotAsync(DebugSources.Patience).ConfigureAwait(false))
        {
            if (ns is null || client.Node.Namespace == ns)
            {
                Write(json, client, now);
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ConnectionStatus client, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteTextIfAny("cluster_id", client.Node.ClusterId);
        json.WriteTextIfAny("proxy", client.Node.Id);
        json.WriteString("proxy_type", TypeName(client.Node.Type));
        json.WriteTextIfAny("istio_version", client.Node.MetadataText("ISTIO_VERSION") ?? "");
        foreach (var (type, name) in NamedTypes)
        {
            if (client.Types.FirstOrDefault(status => status.Type == type) is { } status)
            {
                json.WriteTextIfAny($"{name}_sent", status.NonceSent);
                json.WriteTextIfAny($"{name}_acked", status.NonceAcked);
            }
        }

        json.WriteStartObject("resources");
        foreach (var status in client.Types)
        {
            json.WriteStartObject(XdsTypes.UrlOf(status.Type));
            json.WriteTextIfAny("sent", status.NonceSent);
            json.WriteTextIfAny("acked", status.NonceAcked);
            json.WriteTime("sentTime", now - status.SinceLastSent);
            json.WriteTextIfAny("lastError", status.LastNack ?? "");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TypeName(ProxyType type) => type switch
    {
        ProxyType.Sidecar => "sidecar",
        ProxyType.Router => "router",
        ProxyType.Waypoint => "waypoint",
        _ => "ztunnel",
    };
}
