using Envoy.Config.Core.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;
using ProxyConfig = MeshActors.Mesh.Configuration.ProxyConfig;

namespace MeshActors.Translation.Tests.Listeners;

public sealed class ConnectionManagerTests
{
    private static readonly MeshPort Http = ListenerMesh.Port("http", 80, Protocol.Http);

    [Fact]
    public void Headers_OfTheProxysConfiguration_AreHonoured()
    {
        var manager = Outbound(config => config with
        {
            ProxyHeaders = new()
            {
                Server = new() { Disabled = true },
                RequestId = new() { Disabled = true },
                EnvoyDebugHeaders = new() { Disabled = true },
                PreserveHttp1HeaderCase = true,
                XForwardedPort = new() { Enabled = true },
            },
        });

        manager.ServerHeaderTransformation.ShouldBe(Manager.Types.ServerHeaderTransformation.PassThrough);
        manager.GenerateRequestId.ShouldBe(false);
        manager.AppendXForwardedPort.ShouldBeTrue();
        manager.HttpProtocolOptions.HeaderKeyFormat.StatefulFormatter.Name.ShouldBe("preserve_case");
        manager.HttpFilters[^1].TypedConfig.Unpack<Envoy.Extensions.Filters.Http.Router.V3.Router>().SuppressEnvoyHeaders.ShouldBeTrue();
    }

    [Fact]
    public void EdgeProfile_FillsInLimitsOnGatewaysOnly()
    {
        var settings = new ConnectionSettings { Profile = ConnectionProfile.Edge, HttpMaxConcurrentStreams = 7 };

        var gateway = GatewayManager(config => config with { ConnectionSettings = settings });
        var sidecar = Outbound(config => config with { ConnectionSettings = settings });

        gateway.RequestHeadersTimeout.Seconds.ShouldBe(60);
        gateway.Http2ProtocolOptions.MaxConcurrentStreams.ShouldBe(7u);
        gateway.CommonHttpProtocolOptions.HeadersWithUnderscoresAction.ShouldBe(HttpProtocolOptions.Types.HeadersWithUnderscoresAction.RejectRequest);
        sidecar.RequestHeadersTimeout.ShouldBeNull();
        sidecar.Http2ProtocolOptions.MaxConcurrentStreams.ShouldBe(7u);
    }

    [Theory]
    [InlineData(PathNormalizationType.None, false, false)]
    [InlineData(PathNormalizationType.Default, true, false)]
    [InlineData(PathNormalizationType.MergeSlashes, true, true)]
    [InlineData(PathNormalizationType.DecodeAndMergeSlashes, true, true)]
    public void PathNormalization_OfTheMesh_IsApplied(PathNormalizationType type, bool normalizes, bool merges)
    {
        var mesh = new ListenerMesh { Mesh = MeshConfigDefaults.Mesh with { PathNormalization = new() { Normalization = type } } };

        var manager = mesh.With(ListenerMesh.Service("web", "10.2.0.1", Http)).ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_80"].AllChains().First().Http();

        manager.NormalizePath.ShouldBe(normalizes);
        manager.MergeSlashes.ShouldBe(merges);
    }

    [Fact]
    public void Filters_StandInIstiosOrder() =>
        Outbound(config => config).HttpFilters.Select(filter => filter.Name).ShouldBe(
        [
            "istio.metadata_exchange",
            "envoy.filters.http.grpc_stats",
            "istio.alpn",
            "envoy.filters.http.fault",
            "envoy.filters.http.cors",
            "envoy.filters.http.router",
        ]);

    [Fact]
    public void Waypoint_EndsTunnelsAndBeginsThem()
    {
        var listeners = new ListenerMesh().ListenersOf(ListenerMesh.Sidecar with { Type = MeshActors.Mesh.Proxy.ProxyType.Waypoint });

        listeners.Keys.Order().ShouldBe(["connect_originate", "connect_terminate", "main_internal"]);
        listeners["connect_terminate"].FilterChains[0].Http().Http2ProtocolOptions.AllowConnect.ShouldBeTrue();
        listeners["main_internal"].FilterChains.Select(chain => chain.Name).ShouldBe(["direct-tcp", "direct-http"]);
        listeners["connect_originate"].FilterChains[0].Tcp().TunnelingConfig.Hostname.ShouldBe("%DOWNSTREAM_LOCAL_ADDRESS%");
    }

    private static Manager Outbound(Func<ProxyConfig, ProxyConfig> change) =>
        With(change).With(ListenerMesh.Service("web", "10.2.0.1", Http)).ListenersOf(ListenerMesh.Sidecar)["0.0.0.0_80"].AllChains().First().Http();

    private static Manager GatewayManager(Func<ProxyConfig, ProxyConfig> change) => With(change)
        .With(new Gateway
        {
            Selector = new Dictionary<string, string> { ["istio"] = "gateway" },
            Servers = [new() { Port = new() { Number = 8080, Protocol = "HTTP", Name = "http" }, Hosts = ["*"] }],
        })
        .ListenersOf(ListenerMesh.Gateway)["0.0.0.0_8080"].FilterChains[0].Http();

    private static ListenerMesh With(Func<ProxyConfig, ProxyConfig> change) =>
        new() { Mesh = MeshConfigDefaults.Mesh with { DefaultConfig = change(MeshConfigDefaults.Mesh.DefaultConfig), DefaultProviders = new() } };
}
