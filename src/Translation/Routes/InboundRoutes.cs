using Envoy.Config.Route.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>The route configurations that inbound HTTP listeners carry inline.</summary>
public static class InboundRoutes
{
    private const uint MaxDirectResponseBytes = 1024 * 1024;

    /// <param name="cluster">The inbound cluster; it names the configuration too.</param>
    /// <param name="hostname">The service's host name for traces; may be empty for a Sidecar's ingress listener.</param>
    /// <param name="servicePort">The service's port number.</param>
    /// <param name="protocol">What the port speaks.</param>
    /// <param name="retries">The mesh's policy for inbound retries.</param>
    /// <param name="dynamicHost">A wildcard host name that is resolved by DNS at request time: no other host is accepted; null accepts all.</param>
    public static RouteConfiguration Of(
        string cluster, string hostname, int servicePort, Protocol protocol, HttpRetry? retries, string? dynamicHost)
    {
        var operation = HostDomains.WithPort(hostname, servicePort) + "/*";
        var isGrpc = protocol is Protocol.Grpc or Protocol.GrpcWeb;
        return new()
        {
            Name = cluster,
            ValidateClusters = false,
            VirtualHosts =
            {
                new VirtualHost
                {
                    Name = $"inbound|http|{servicePort}",
                    Domains = { dynamicHost ?? "*" },
                    Routes = { DefaultRoutes.Inbound(cluster, operation, retries, isGrpc) },
                },
            },
        };
    }

    /// <summary>What comes out of a tunnel at a waypoint, which is a client of the destination: as an outbound route.</summary>
    /// <param name="cluster">The cluster that the traffic goes on to; it names the configuration too.</param>
    /// <param name="hostname">The service's host name for traces; empty for traffic to a workload itself.</param>
    /// <param name="servicePort">The service's port number.</param>
    /// <param name="retries">The mesh's policy for retries.</param>
    public static RouteConfiguration ThroughWaypoint(string cluster, string hostname, int servicePort, HttpRetry? retries) => new()
    {
        Name = cluster,
        ValidateClusters = false,
        MaxDirectResponseBodySizeBytes = MaxDirectResponseBytes,
        VirtualHosts =
        {
            new VirtualHost
            {
                Name = $"inbound|http|{servicePort}",
                Domains = { "*" },
                Routes = { DefaultRoutes.Outbound(cluster, HostDomains.WithPort(hostname, servicePort) + "/*", retries, hash: null) },
            },
        },
    };
}
