using System.Text.Json;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Host.Debugging.Proxies;

/// <summary><c>/debug/connections</c> and <c>/debug/adsz</c>: the connected proxies, in istiod's shapes.</summary>
internal static class ConnectionPages
{
    public static IReadOnlyList<DebugPage> All { get; } =
    [
        new("connections", "Connected proxies", WriteConnectionsAsync),
        new("adsz", "Connected proxies and what they watch; ?proxyID= for one", WriteWatchesAsync),
        new("syncz", "Sent and accepted state of every connected proxy; ?namespace= for one namespace", SyncStatus.WriteAsync),
    ];

    private static async Task WriteConnectionsAsync(DebugRequest request, Utf8JsonWriter json) =>
        Write(json, await request.Sources.Connections.SnapshotAsync(DebugSources.Patience).ConfigureAwait(false), watches: false);

    private static async Task WriteWatchesAsync(DebugRequest request, Utf8JsonWriter json)
    {
        if (request.Value("push") is not null)
        {
            throw new DebugException(
                StatusCodes.Status400BadRequest, "there is nothing to push: every proxy is sent every change at once, and what it refused is in syncz");
        }

        Write(
            json,
            request.Value("proxyID") is null
                ? await request.Sources.Connections.SnapshotAsync(DebugSources.Patience).ConfigureAwait(false)
                : [(await ProxyQuestions.FindAsync(request, []).ConfigureAwait(false)).Connection],
            watches: true);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ConnectionStatus> clients, bool watches)
    {
        json.WriteStartObject();
        json.WriteNumber("totalClients", clients.Count);
        json.WriteStartArray("clients");
        foreach (var client in clients)
        {
            json.WriteStartObject();
            json.WriteString("connectionId", client.Id);
            json.WriteTime("connectedAt", client.ConnectedAt);
            json.WriteString("address", client.Peer);
            if (watches)
            {
                json.WriteTextMap("labels", client.Node.Labels);
                WriteMetadata(json, client.Node);
                WriteLocality(json, client.Node.Locality);
                WriteTypes(json, client.Types);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, ProxyNode node)
    {
        json.WriteStartObject("metadata");
        foreach (var (name, value) in node.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteLocality(Utf8JsonWriter json, ProxyLocality locality)
    {
        json.WriteStartObject("locality");
        json.WriteTextIfAny("region", locality.Region ?? "");
        json.WriteTextIfAny("zone", locality.Zone ?? "");
        json.WriteTextIfAny("sub_zone", locality.SubZone ?? "");
        json.WriteEndObject();
    }

    private static void WriteTypes(Utf8JsonWriter json, IReadOnlyList<SubscriptionStatus> types)
    {
        json.WriteStartObject("watches");
        foreach (var type in types)
        {
            json.WriteTexts(XdsTypes.UrlOf(type.Type), type.Names.Order(StringComparer.Ordinal));
        }

        json.WriteEndObject();
    }
}
