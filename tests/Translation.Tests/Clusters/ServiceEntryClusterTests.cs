using Envoy.Config.Cluster.V3;
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

    private static IEnumerable<uint> Priorities(Cluster cluster) =>
        cluster.LoadAssignment.Endpoints.Select(group => group.Priority).Distinct();
}
