using System.Text.Json;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;

namespace MeshActors.Host.Debugging.Registry;

/// <summary><c>/debug/networkz</c>: the gateways between networks.</summary>
internal static class NetworkPage
{
    public static DebugPage Page { get; } = DebugPage.Of("networkz", "The gateways between networks", (request, json) => Write(json, GatewaysOf(request.View)));

    /// <summary>Gateways of services, and those that MeshNetworks names by address, in order.</summary>
    public static IReadOnlyList<NetworkGateway> GatewaysOf(MeshView view)
    {
        var addressed =
            from network in view.Globals.Networks.Networks
            from gateway in network.Value.Gateways
            where gateway.Address is { Length: > 0 }
            select new NetworkGateway(network.Key, "", gateway.Address!, gateway.Port);
        return
        [
            .. view.Namespaces.SelectMany(ns => view.Namespace(ns)?.NetworkGateways ?? []).Concat(addressed).Distinct()
                .OrderBy(gateway => gateway.Network, StringComparer.Ordinal).ThenBy(gateway => gateway.Cluster, StringComparer.Ordinal)
                .ThenBy(gateway => gateway.Address, StringComparer.Ordinal).ThenBy(gateway => gateway.Port),
        ];
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<NetworkGateway> gateways)
    {
        json.WriteStartArray();
        foreach (var gateway in gateways)
        {
            json.WriteStartObject();
            json.WriteString("Network", gateway.Network);
            json.WriteString("Cluster", gateway.Cluster);
            json.WriteString("Addr", gateway.Address);
            json.WriteNumber("Port", gateway.Port);
            json.WriteNumber("HBONEPort", gateway.HbonePort);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
