using System.Globalization;
using System.Text.Json;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;

namespace MeshActors.Host.Debugging;

/// <summary><c>/debug/syncz</c>, <c>/debug/connections</c> and <c>/debug/adsz</c>: the connected proxies, in istiod's shapes.</summary>
internal sealed class ConnectionPages(Func<ConnectionRegistry?> connections)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly (XdsType Type, string Name)[] SyncedTypes =
    [
        (XdsType.Cluster, "cluster"), (XdsType.Listener, "listener"), (XdsType.Route, "route"), (XdsType.Endpoint, "endpoint"),
        (XdsType.ExtensionConfig, "extensionconfig"),
    ];

    public IEnumerable<DebugPage> All =>
    [
        new("syncz", "Sent and accepted state of every connected proxy", (_, json) => WriteAsync(json, WriteSync)),
        new("connections", "Connected proxies", (_, json) => WriteClientsAsync(json, watches: false)),
        new("adsz", "Connected proxies and the types that they watch", (_, json) => WriteClientsAsync(json, watches: true)),
    ];

    private async Task WriteAsync(Utf8JsonWriter json, Action<Utf8JsonWriter, ConnectionStatus> write)
    {
        json.WriteStartArray();
        foreach (var status in await StatusAsync().ConfigureAwait(false))
        {
            write(json, status);
        }

        json.WriteEndArray();
    }

    private async Task WriteClientsAsync(Utf8JsonWriter json, bool watches)
    {
        var clients = await StatusAsync().ConfigureAwait(false);
        json.WriteStartObject();
        json.WriteNumber("totalClients", clients.Count);
        json.WriteStartArray("clients");
        foreach (var client in clients)
        {
            json.WriteStartObject();
            json.WriteString("connectionId", client.Id);
            json.WriteString("connectedAt", client.ConnectedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("address", client.Peer);
            if (watches)
            {
                WriteWatches(json, client);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task<IReadOnlyList<ConnectionStatus>> StatusAsync() =>
        connections() is { } registry ? await registry.SnapshotAsync(Patience).ConfigureAwait(false) : [];

    private static void WriteWatches(Utf8JsonWriter json, ConnectionStatus client)
    {
        json.WriteStartObject("labels");
        foreach (var (name, value) in client.Node.Labels.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteString("proxyType", TypeName(client.Node.Type));
        json.WriteString("locality", client.Node.Locality.ToString());
        json.WriteStartObject("watches");
        foreach (var type in client.Types)
        {
            json.WriteStartArray(XdsTypes.UrlOf(type.Type));
            foreach (var name in type.Names.Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteSync(Utf8JsonWriter json, ConnectionStatus client)
    {
        json.WriteStartObject();
        json.WriteString("cluster_id", client.Node.ClusterId);
        json.WriteString("proxy", client.Node.Id);
        json.WriteString("proxy_type", TypeName(client.Node.Type));
        json.WriteString("istio_version", client.Node.MetadataText("ISTIO_VERSION") ?? "");
        foreach (var (type, name) in SyncedTypes)
        {
            if (client.Types.FirstOrDefault(status => status.Type == type) is { } status)
            {
                json.WriteString($"{name}_sent", status.NonceSent);
                json.WriteString($"{name}_acked", status.NonceAcked);
                if (status.LastNack is { } reason)
                {
                    // Ours: istiod keeps the reason in its log only.
                    json.WriteString($"{name}_rejected", reason);
                }
            }
        }

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
