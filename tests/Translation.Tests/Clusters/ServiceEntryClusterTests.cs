using Envoy.Config.Cluster.V3;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.Clusters;

public sealed class ServiceEntryClusterTests
{
    private const string Name = "outbound|80||cart.example.com";

    [Fact]
    public void Translate_UnresolvedPortWithTarget_PassesConnectionsToTheTarget()
    {
        var cluster = ClusterScene.Of(ClusterScene.Entry(
            "resolution: NONE, ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]"))[Name];

        cluster.Type.ShouldBe(Cluster.Types.DiscoveryType.OriginalDst);
        cluster.OriginalDstLbConfig.UpstreamPortOverride.ShouldBe(8080u);
    }

    [Fact]
    public void Translate_UnresolvedPortWithoutTarget_KeepsThePortOfTheConnection() =>
        ClusterScene.Of(ClusterScene.Entry("resolution: NONE, ports: [{number: 80, name: http, protocol: HTTP}]"))[Name]
            .OriginalDstLbConfig.ShouldBeNull();

    [Fact]
    public void Translate_FirstConnectionWins_AsksForOneNameOfAllFamilies()
    {
        var cluster = ClusterScene.Of(ClusterScene.Entry(
            "resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]",
            "name: cart, annotations: {istio.io/connect-strategy: RACE_FIRST_TCP_CONNECT}"))[Name];

        cluster.Type.ShouldBe(Cluster.Types.DiscoveryType.LogicalDns);
        cluster.DnsLookupFamily.ShouldBe(Cluster.Types.DnsLookupFamily.All);
    }

    [Fact]
    public void Translate_FailoverLabels_RankTheWholeServiceButNotItsSubsets()
    {
        var client = Scene.Client with { Labels = new Dictionary<string, string> { ["tier"] = "a" } };
        var clusters = ClusterScene.Of(
            ClusterScene.Entry("""
                resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}],
                  endpoints: [{address: a.example.com, labels: {tier: a} }, {address: b.example.com, labels: {tier: b} }]
                """)
            + """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: cart, namespace: shop}
            spec:
              host: cart.example.com
              trafficPolicy:
                outlierDetection: {interval: 1s}
                loadBalancer: {localityLbSetting: {failoverPriority: [tier]}}
              subsets: [{name: all}]
            """,
            client);

        Priorities(clusters[Name]).ShouldBe([0u, 1u]);
        Priorities(clusters["outbound|80|all|cart.example.com"]).ShouldBe([0u]);
    }

    [Fact]
    public void Translate_FailoverLabels_DoNotRankWhatAGatewayPassesThrough()
    {
        var yaml = ClusterScene.Entry("""
            resolution: DNS, ports: [{number: 80, name: tls, protocol: TLS}], location: MESH_INTERNAL,
              endpoints: [{address: a.example.com, labels: {tier: a, security.istio.io/tlsMode: istio} },
              {address: b.example.com, labels: {tier: b, security.istio.io/tlsMode: istio} }]
            """) + """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: cart, namespace: shop}
            spec:
              host: cart.example.com
              trafficPolicy:
                outlierDetection: {interval: 1s}
                loadBalancer: {localityLbSetting: {failoverPriority: [tier]}}
            ---
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec:
              selector: {istio: edge}
              servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ["*"]}]
            """;
        var router = Scene.Client with { Type = ProxyType.Router, Labels = new Dictionary<string, string> { ["istio"] = "edge", ["tier"] = "a" } };

        Priorities(ClusterScene.Of(yaml, router)["outbound_.80_._.cart.example.com"]).ShouldBe([0u]);
    }

    [Fact]
    public void Translate_HostsResolvedPerConnection_MayBeWatchedForOutliers()
    {
        var cluster = ClusterScene.Of(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {namespace: shop, name: wild}
            spec: {hosts: ["*.example.com"], resolution: DYNAMIC_DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: wild, namespace: shop}
            spec: {host: "*.example.com", trafficPolicy: {outlierDetection: {minHealthPercent: 30}}}
            """)["outbound|80||*.example.com"];

        cluster.CommonLbConfig.HealthyPanicThreshold.Value.ShouldBe(30);
    }

    [Fact]
    public void Translate_HostsResolvedPerConnection_AreNotResolvedByAGatewayThatPassesThrough()
    {
        const string Yaml = """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {namespace: shop, name: wild}
            spec: {hosts: ["*.example.com"], resolution: DYNAMIC_DNS, location: MESH_INTERNAL, ports: [{number: 443, name: https, protocol: HTTPS}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec:
              selector: {istio: edge}
              servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ["*"]}]
            """;
        var router = Scene.Client with { Type = ProxyType.Router, Labels = new Dictionary<string, string> { ["istio"] = "edge" } };

        ClusterScene.Of(Yaml, router)["outbound_.443_._.*.example.com"].Type.ShouldBe(Cluster.Types.DiscoveryType.Eds);
    }

    [Theory]
    [InlineData("http", true)]
    [InlineData("h2,http", true)]
    [InlineData("h2", false)]
    public void Translate_EveryEndpointTakesTunnels_NeedsNoExchangeOfMetadata(string tunnel, bool expected)
    {
        var cluster = ClusterScene.Of(ClusterScene.Entry($$"""
            resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}],
              endpoints: [{address: 192.0.2.1, labels: {networking.istio.io/tunnel: "{{tunnel}}"} }]
            """))[Name];

        var istio = cluster.Metadata.FilterMetadata["istio"].Fields;
        istio.ContainsKey("disable_mx").ShouldBe(expected);
        istio.ContainsKey("external").ShouldBe(!expected);
    }

    [Fact]
    public void Translate_OneEndpointTakesNoTunnels_ExchangesMetadata() =>
        ClusterScene.Of(ClusterScene.Entry("""
            resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}],
              endpoints: [{address: 192.0.2.1, labels: {networking.istio.io/tunnel: http} }, {address: 192.0.2.2}]
            """))[Name].Metadata.FilterMetadata["istio"].Fields.ShouldNotContainKey("disable_mx");

    private static IEnumerable<uint> Priorities(Cluster cluster) =>
        cluster.LoadAssignment.Endpoints.Select(group => group.Priority).Distinct();
}
