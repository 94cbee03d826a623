using System.Globalization;
using MeshActors.Mesh.Configuration;

namespace MeshActors.Mesh.Registry.Networks;

/// <summary>Finds out whether a Kubernetes Service is a gateway to its network, and where it is reached.</summary>
internal static class ServiceGateways
{
    private const int DefaultPort = 15443;
    private const int HbonePort = 15008;

    /// <param name="service">The service as one cluster defines it.</param>
    /// <param name="clusterId">That cluster.</param>
    /// <param name="networks">MeshNetworks, which may name it as gateway of the cluster's network.</param>
    public static IEnumerable<NetworkGateway> Of(Service service, string clusterId, MeshNetworks networks)
    {
        if (!service.ExternalAddresses.TryGetValue(clusterId, out var addresses))
        {
            return [];
        }

        var nodePorts = service.NodePorts.GetValueOrDefault(clusterId);
        return
            from gateway in Declared(service, clusterId, networks)
            from address in addresses
            let port = nodePorts is not null && nodePorts.TryGetValue(gateway.Port, out var nodePort) ? nodePort : gateway.Port
            select gateway with { Address = address, Port = port };
    }

    private static IEnumerable<NetworkGateway> Declared(Service service, string clusterId, MeshNetworks networks)
    {
        if (service.Labels.GetValueOrDefault(WellKnownLabels.Network) is { Length: > 0 } network)
        {
            var portLabel = service.Labels.GetValueOrDefault(WellKnownLabels.GatewayPort) ?? "";
            var port = int.TryParse(portLabel, NumberStyles.None, CultureInfo.InvariantCulture, out var labelled) ? labelled : DefaultPort;
            var servesTls = service.PortNumbered(port) is not null;
            var servesHbone = service.PortNumbered(HbonePort) is not null;
            return servesTls || servesHbone
                ? [new(network, clusterId, "", servesTls ? port : 0, servesHbone ? HbonePort : 0)]
                : [];
        }

        return
            from named in networks.Networks
            where named.Value.Endpoints.Any(e => e.FromRegistry == clusterId)
            from gateway in named.Value.Gateways
            where gateway.RegistryServiceName == service.Hostname
            select new NetworkGateway(named.Key, clusterId, "", gateway.Port);
    }
}
