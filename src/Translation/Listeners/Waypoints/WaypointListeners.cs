using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using Envoy.Extensions.Matching.CommonInputs.Network.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Clusters;
using Xds.Type.Matcher.V3;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;
using Matcher = Xds.Type.Matcher.V3.Matcher;
using XdsExtension = Xds.Core.V3.TypedExtensionConfig;

namespace MeshActors.Translation.Listeners.Waypoints;

/// <summary>
/// Builds the listeners of a waypoint as it is outside ambient mode, where no service or workload is attached to one: the end
/// of a tunnel, the choice of what is inside, and the beginning of the tunnel onwards.
/// </summary>
internal static class WaypointListeners
{
    private const string Terminate = "connect_terminate";
    private const string Originate = "connect_originate";
    private const string Internal = "main_internal";
    private const string Encapsulate = "encap";
    private const string Connect = "CONNECT";
    private const int TunnelPort = 15008;
    private const uint MaxStreams = 100;

    // What ztunnel keeps its own connections alive with.
    private static readonly TimeSpan KeepaliveInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepaliveTimeout = TimeSpan.FromSeconds(20);

    public static IReadOnlyList<EncodedResource> Build(ListenerSettings settings, ListenerPolicies policies, ListenerExtensions extensions) =>
    [
        OutboundListeners.Encode(Terminator(settings)),
        OutboundListeners.Encode(Dispatcher(settings, policies, extensions)),
        OutboundListeners.Encode(Originator(settings)),
    ];

    private static Listener Terminator(ListenerSettings settings) => new()
    {
        Name = Terminate,
        Address = BindAddresses.Of(settings.Wildcards[0], TunnelPort),
        AdditionalAddresses = { BindAddresses.Additional(settings.Wildcards.Skip(1), TunnelPort) },

        // Tunnels are few and long-lived: two of them on one worker would undo their pooling.
        ConnectionBalanceConfig = new() { ExactBalance = new() },
        AccessLog = { settings.Inbound.Logs.Listener },
        FilterChains =
        {
            new FilterChain
            {
                Name = "default",
                TransportSocket = new() { Name = "tls", TypedConfig = EnvoyAny.Pack(TunnelTls.Downstream(settings)) },
                Filters = { TerminatingManager(settings) },
            },
        },
    };

    private static Filter TerminatingManager(ListenerSettings settings)
    {
        var headers = settings.Inbound.Headers;
        return NetworkFilters.Of("envoy.filters.network.http_connection_manager", new Manager
        {
            StatPrefix = Terminate,
            RouteConfig = new()
            {
                Name = "default",
                VirtualHosts = { new VirtualHost { Name = "default", Domains = { "*" }, Routes = { ConnectRoute() } } },
            },
            ForwardClientCertDetails = headers.ForwardedClientCert,
            SetCurrentClientCertDetails = new() { Subject = true, Uri = true, Dns = true },
            ServerName = headers.ServerName,
            ServerHeaderTransformation = headers.PassesServerHeader
                ? Manager.Types.ServerHeaderTransformation.PassThrough
                : Manager.Types.ServerHeaderTransformation.Overwrite,
            GenerateRequestId = headers.GeneratesRequestId ? null : false,
            UseRemoteAddress = false,
            AccessLog = { settings.Inbound.Logs.TunnelEnd },
            StreamIdleTimeout = TimeSpan.Zero.ToProto(),
            UpgradeConfigs = { new Manager.Types.UpgradeConfig { UpgradeType = Connect } },
            Http2ProtocolOptions = new()
            {
                AllowConnect = true,

                // All streams of a tunnel stay on one worker.
                MaxConcurrentStreams = MaxStreams,
                ConnectionKeepalive = new() { Interval = KeepaliveInterval.ToProto(), Timeout = KeepaliveTimeout.ToProto() },
            },
            HttpFilters =
            {
                WaypointFilters.DownstreamMetadata,
                WaypointFilters.ConnectAuthority(settings.Proxy.Version),
                headers.HidesEnvoyHeaders ? HttpFilters.QuietRouter : HttpFilters.Router,
            },
        });
    }

    private static Route ConnectRoute() => new()
    {
        Match = new() { ConnectMatcher = new() },
        Route_ = new() { Cluster = Internal, UpgradeConfigs = { new RouteAction.Types.UpgradeConfig { UpgradeType = Connect, ConnectConfig = new() } } },
    };

    private static Listener Dispatcher(ListenerSettings settings, ListenerPolicies policies, ListenerExtensions extensions) => new()
    {
        Name = Internal,
        InternalListener = new(),
        ListenerFilters = { ListenerFilters.OriginalDestination(), ListenerFilters.HttpInspector() },
        TrafficDirection = TrafficDirection.Inbound,
        AccessLog = { settings.Inbound.Logs.Listener },
        FilterChainMatcher = new Matcher
        {
            MatcherTree = new()
            {
                Input = new XdsExtension { Name = "ip", TypedConfig = EnvoyAny.Pack(new DestinationIPInput()) },
                CustomMatch = new XdsExtension { Name = "ip", TypedConfig = EnvoyAny.Pack(new IPMatcher()) },
            },
        },
        FilterChains = { DirectTcp(settings, policies, extensions), DirectHttp(settings, policies, extensions) },
    };

    private static FilterChain DirectTcp(ListenerSettings settings, ListenerPolicies policies, ListenerExtensions extensions)
    {
        var tcp = new TcpChain { StatPrefix = Encapsulate, Clusters = [new(Encapsulate, 0)], ExchangesMetadata = true };
        return new()
        {
            Name = "direct-tcp",
            Filters =
            {
                WaypointFilters.KeepDestination,
                TcpChains.Build(settings, ListenerClass.SidecarInbound, tcp, policies, extensions),
            },
        };
    }

    private static FilterChain DirectHttp(ListenerSettings settings, ListenerPolicies policies, ListenerExtensions extensions)
    {
        var http = new HttpChain
        {
            Role = HttpRole.Waypoint,
            Protocol = Protocol.Tcp,
            Route = new(Encapsulate, "", 0),
            StatPrefix = StatNames.Delimited("inbound_0.0.0.0_0"),
        };
        return new()
        {
            Name = "direct-http",
            Filters = { WaypointFilters.KeepDestination, HttpConnectionManagers.Build(settings, http, policies, extensions) },
        };
    }

    private static Listener Originator(ListenerSettings settings) => new()
    {
        Name = Originate,
        UseOriginalDst = false,
        InternalListener = new(),
        ListenerFilters = { ListenerFilters.OriginalDestination() },
        AccessLog = { settings.Inbound.Logs.Listener },
        FilterChains =
        {
            new FilterChain
            {
                Filters =
                {
                    NetworkFilters.Of("envoy.filters.network.tcp_proxy", new TcpProxy
                    {
                        StatPrefix = Originate,
                        Cluster = Originate,
                        TunnelingConfig = new() { Hostname = "%DOWNSTREAM_LOCAL_ADDRESS%" },
                        AccessLog = { settings.Inbound.Logs.TunnelStart },
                    }),
                },
            },
        },
    };
}
