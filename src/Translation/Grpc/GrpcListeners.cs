using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Grpc;

/// <summary>What a client listens to: the way to a service's port.</summary>
/// <param name="Name">The name that was asked for, with the port.</param>
/// <param name="Host">The service's host name.</param>
/// <param name="Port">The service's port.</param>
/// <param name="Address">The service's address.</param>
/// <param name="MoreAddresses">Further addresses of a dual-stack service.</param>
internal sealed record GrpcListenerInputs(string Name, string Host, int Port, string Address, ValueList<string> MoreAddresses)
{
    /// <summary>The sessions that the service asks for; null without.</summary>
    public PersistentSession? Session { get; init; }
}

/// <summary>Listeners that gRPC clients dial by: no socket, only HTTP filters and the name of a route configuration.</summary>
internal static class GrpcListeners
{
    public const string RouterFilter = "envoy.filters.http.router";

    private static readonly Any Fault = EnvoyAny.Pack(new HTTPFault());
    private static readonly Any Router = EnvoyAny.Pack(new Router());

    public static IEnumerable<GrpcListenerInputs> For(SidecarScope scope, AddressView addresses, MeshFeatures features, GrpcListenerNames names)
    {
        foreach (var service in scope.Services)
        {
            foreach (var port in service.Ports)
            {
                foreach (var requested in names.RequestedFor(service.Hostname, port.Number))
                {
                    yield return new(
                        HostDomains.WithPort(requested, port.Number),
                        service.Hostname,
                        port.Number,
                        addresses.Primary(service),
                        [.. addresses.Extra(service)])
                    {
                        Session = PersistentSession.Of(service, features),
                    };
                }
            }
        }
    }

    public static EncodedResource Encode(GrpcListenerInputs inputs)
    {
        var manager = new HttpConnectionManager
        {
            HttpFilters = { new HttpFilter { Name = RouteFilters.FaultFilter, TypedConfig = Fault }, RouterOnly() },
            Rds = new()
            {
                ConfigSource = new() { Ads = new() },
                RouteConfigName = Naming.ClusterName(Naming.Outbound, "", inputs.Host, inputs.Port),
            },
        };
        if (inputs.Session is { } session)
        {
            manager.HttpFilters.Insert(0, new HttpFilter { Name = PersistentSession.FilterName, TypedConfig = EnvoyAny.Pack(session.Filter()) });
        }

        var listener = new Listener
        {
            Name = inputs.Name,
            Address = AddressOf(inputs.Address, inputs.Port),
            ApiListener = new() { ApiListener_ = EnvoyAny.Pack(manager) },
        };
        listener.AdditionalAddresses.Add(inputs.MoreAddresses.Select(address => new AdditionalAddress { Address = AddressOf(address, inputs.Port) }));
        return new(inputs.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener));
    }

    public static HttpFilter RouterOnly() => new() { Name = RouterFilter, TypedConfig = Router };

    public static Address AddressOf(string address, int port) => new() { SocketAddress = new() { Address = address, PortValue = (uint)port } };
}
