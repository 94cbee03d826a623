using Envoy.Config.Cluster.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Tests.Clusters;
using MeshActors.Translation.Tests.Endpoints;
using TlsVersion = Envoy.Extensions.TransportSockets.Tls.V3.TlsParameters.Types.TlsProtocol;

namespace MeshActors.Translation.Tests.Features;

public sealed class ClusterFeatureTests
{
    private const string DnsEntry = "resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: a.example.com}]";

    [Theory]
    [InlineData(false, Cluster.Types.DnsLookupFamily.V4Only)]
    [InlineData(true, Cluster.Types.DnsLookupFamily.All)]
    public void DualStack_ClientOfBothFamilies_AsksDnsForBoth(bool on, Cluster.Types.DnsLookupFamily family) =>
        Clusters(ClusterScene.Entry(DnsEntry), new() { DualStack = on }, FeatureScene.DualSidecar)["outbound|80||cart.example.com"]
            .DnsLookupFamily.ShouldBe(family);

    [Fact]
    public void DnsSettings_AreThoseOfTheInstallation()
    {
        var features = new MeshFeatures { DnsQueriesPerSocket = 7, DnsJitter = TimeSpan.FromSeconds(2) };

        var cluster = Clusters(ClusterScene.Entry(DnsEntry), features)["outbound|80||cart.example.com"];

        cluster.DnsJitter.Seconds.ShouldBe(2);
        cluster.TypedDnsResolverConfig.TypedConfig.Unpack<Envoy.Extensions.Network.DnsResolver.Cares.V3.CaresDnsResolverConfig>().UdpMaxQueries.ShouldBe(7u);
    }

    [Theory]
    [InlineData(false, Cluster.Types.LbPolicy.LeastRequest)]
    [InlineData(true, Cluster.Types.LbPolicy.Maglev)]
    public void RedisFilter_ClientsShardByKey(bool on, Cluster.Types.LbPolicy policy) =>
        Clusters(SceneYaml.Service().Replace("name: http", "name: redis", StringComparison.Ordinal), new() { RedisFilter = on })[SceneYaml.Cluster]
            .LbPolicy.ShouldBe(policy);

    [Fact]
    public void DualStack_InboundCluster_BindsToBothFamilies()
    {
        var node = FeatureScene.DualSidecar with { Labels = new Dictionary<string, string> { ["app"] = "cart" }, NodeName = "node-1" };

        var on = Clusters(SceneYaml.Service(), new() { DualStack = true }, node)["inbound|8080||"].UpstreamBindConfig;
        var off = Clusters(SceneYaml.Service(), new(), node)["inbound|8080||"].UpstreamBindConfig;

        on.ExtraSourceAddresses.ShouldHaveSingleItem().Address.Address.ShouldBe("::6");
        off.ExtraSourceAddresses.ShouldBeEmpty();
    }

    [Fact]
    public void MetadataExchangeOff_ClustersNeitherOfferNorFilterIt()
    {
        var cluster = Clusters(SceneYaml.Service(), new() { MetadataExchange = false })[SceneYaml.Cluster];

        cluster.Filters.ShouldBeEmpty();
        Tls(cluster).CommonTlsContext.AlpnProtocols.ShouldBe(["istio"]);
    }

    [Fact]
    public void AdditionalPeerLabels_AreToldInOrder()
    {
        var filter = Clusters(SceneYaml.Service(), new() { AdditionalPeerLabels = "team,app,team" })[SceneYaml.Cluster].Filters.ShouldHaveSingleItem();

        filter.TypedConfig.Unpack<Udpa.Type.V1.TypedStruct>().Value.Fields["additional_labels"].ListValue.Values
            .Select(value => value.StringValue).ShouldBe(["app", "team"]);
    }

    [Fact]
    public void Compliance_Fips1402_AllowsTls12Only()
    {
        var parameters = Tls(Clusters(SceneYaml.Service(), new() { Compliance = CompliancePolicy.Fips1402 })[SceneYaml.Cluster]).CommonTlsContext.TlsParams;

        (parameters.TlsMinimumProtocolVersion, parameters.TlsMaximumProtocolVersion).ShouldBe((TlsVersion.Tlsv12, TlsVersion.Tlsv12));
    }

    [Fact]
    public void Compliance_Fips1403_IsLeftToEnvoy() =>
        Tls(Clusters(SceneYaml.Service(), new() { Compliance = CompliancePolicy.Fips1403 })[SceneYaml.Cluster]).CommonTlsContext.TlsParams
            .CompliancePolicies.ShouldBe([TlsParameters.Types.CompliancePolicy.Fips202205]);

    [Fact]
    public void Compliance_PostQuantum_AgreesOnKeysByOneCurve()
    {
        var parameters = Tls(Clusters(SceneYaml.Service(), new() { Compliance = CompliancePolicy.PostQuantum })[SceneYaml.Cluster]).CommonTlsContext.TlsParams;

        parameters.TlsMinimumProtocolVersion.ShouldBe(TlsVersion.Tlsv13);
        parameters.EcdhCurves.ShouldBe(["X25519MLKEM768"]);
    }

    [Theory]
    [InlineData(false, Cluster.Types.DiscoveryType.OriginalDst)]
    [InlineData(true, Cluster.Types.DiscoveryType.Eds)]
    public void EdsForHeadlessServices_SwitchesPassthroughOff(bool on, Cluster.Types.DiscoveryType type) =>
        Clusters(SceneYaml.Service(spec: "clusterIP: None"), new() { EdsForHeadlessServices = on })[SceneYaml.Cluster].Type.ShouldBe(type);

    [Theory]
    [InlineData(true, 0d)]
    [InlineData(false, null)]
    public void UnhealthyEndpoints_WhereTheyAreSent_EnvoyMustNotPanic(bool sent, double? threshold) =>
        (Clusters(SceneYaml.Service(), new() { AutoSendUnhealthyEndpoints = sent })[SceneYaml.Cluster]
            .CommonLbConfig.HealthyPanicThreshold?.Value).ShouldBe(threshold);

    [Fact]
    public void FilterGatewayClusters_Gateway_GetsTheClustersOfItsRoutesAlone()
    {
        const string Routes = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: gw, namespace: shop}
            spec: {selector: {istio: gw}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: vs, namespace: shop}
            spec: {hosts: [a.example.com], gateways: [gw], http: [{route: [{destination: {host: cart}}]}]}
            ---

            """;
        var gateway = Scene.Client with { Type = ProxyType.Router, Labels = new Dictionary<string, string> { ["istio"] = "gw" } };
        var yaml = SceneYaml.Service() + SceneYaml.Service("other", spec: "clusterIP: 10.96.0.2") + Routes;

        Outbound(new()).ShouldBe([SceneYaml.Cluster, "outbound|80||other.shop.svc.cluster.local"]);
        Outbound(new() { FilterGatewayClusters = true }).ShouldBe([SceneYaml.Cluster]);

        IEnumerable<string> Outbound(MeshFeatures features) =>
            Clusters(yaml, features, gateway).Keys.Where(name => name.StartsWith("outbound|", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true, Cluster.Types.CommonLbConfig.LocalityConfigSpecifierOneofCase.LocalityWeightedLbConfig)]
    [InlineData(false, Cluster.Types.CommonLbConfig.LocalityConfigSpecifierOneofCase.None)]
    public void LocalityWeights_AreOnWithoutARule(bool on, Cluster.Types.CommonLbConfig.LocalityConfigSpecifierOneofCase expected) =>
        Clusters(SceneYaml.Service(), new() { LocalityWeights = on })[SceneYaml.Cluster].CommonLbConfig.LocalityConfigSpecifierCase.ShouldBe(expected);

    [Fact]
    public void TracksRemaining_CountsWhatCircuitBreakersLeave() =>
        Clusters(SceneYaml.Service(), new() { TracksRemaining = true })[SceneYaml.Cluster].CircuitBreakers.Thresholds.ShouldHaveSingleItem()
            .TrackRemaining.ShouldBeTrue();

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void TelemetryLabels_ClustersNameTheirServices(bool on, bool named)
    {
        var node = Scene.Client with { Labels = new Dictionary<string, string> { ["app"] = "cart" }, NodeName = "node-1" };
        var clusters = Clusters(SceneYaml.Service(), new() { TelemetryLabels = on }, node);

        foreach (var name in new[] { SceneYaml.Cluster, "inbound|8080||" })
        {
            (clusters[name].Metadata?.FilterMetadata.GetValueOrDefault("istio")?.Fields.ContainsKey("services") ?? false).ShouldBe(named, name);
        }
    }

    private static IReadOnlyDictionary<string, Cluster> Clusters(string yaml, MeshFeatures features, ProxyNode? node = null) =>
        ClusterScene.Of(yaml, node, FeatureScene.Globals(features));

    private static UpstreamTlsContext Tls(Cluster cluster) =>
        cluster.TransportSocketMatches[0].TransportSocket.TypedConfig.Unpack<UpstreamTlsContext>();
}
