using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Tests.Endpoints;

public sealed class LocalityTests
{
    private const string Places = """
        {address: 192.0.2.1, locality: r1/z1/s1}, {address: 192.0.2.2, locality: r1/z1/s2}, {address: 192.0.2.3, locality: r1/z2/s1},
            {address: 192.0.2.4, locality: r2/z1/s1}, {address: 192.0.2.5, locality: r3/z1/s1}
        """;

    private static readonly ProxyNode Here = Scene.Client with
    {
        Locality = new("r1", "z1", "s1"),
        Labels = new Dictionary<string, string>
        {
            ["topology.kubernetes.io/region"] = "r1",
            ["topology.kubernetes.io/zone"] = "z1",
            ["app"] = "x",
        },
    };

    [Fact]
    public void Translate_WithoutOutlierDetection_RanksNothing() => Ranks(SceneYaml.Entry(Places)).ShouldBe([0u, 0u, 0u, 0u, 0u]);

    [Fact]
    public void Translate_WithOutlierDetection_RanksByDistance() =>
        Ranks(SceneYaml.Entry(Places) + SceneYaml.Rule("outlierDetection: {interval: 1s}")).ShouldBe([0u, 1u, 2u, 3u, 3u]);

    [Fact]
    public void Translate_Failover_PutsTheNamedRegionBeforeOthers() =>
        Ranks(SceneYaml.Entry(Places) + SceneYaml.Rule("""
            outlierDetection: {interval: 1s}, loadBalancer: {localityLbSetting: {failover: [{from: r1, to: r3}]}}
            """)).ShouldBe([0u, 1u, 2u, 4u, 3u]);

    [Fact]
    public void Translate_LocalitySwitchedOff_RanksNothing() =>
        Ranks(
            SceneYaml.Entry(Places)
            + SceneYaml.Rule("outlierDetection: {interval: 1s}, loadBalancer: {localityLbSetting: {enabled: false}}"))
            .ShouldBe([0u, 0u, 0u, 0u, 0u]);

    [Fact]
    public void Translate_ZoneAware_RanksRegionsOnly() =>
        Ranks(SceneYaml.Entry(Places) + SceneYaml.Rule("loadBalancer: {zoneAwareLbSetting: {failover: [{from: r1, to: r3}]}}"))
            .ShouldBe([0u, 0u, 0u, 2u, 1u]);

    [Fact]
    public void Translate_FailoverPriority_PartsPlacesByLabels()
    {
        var assignment = Scene.Of(
            SceneYaml.Entry("""
                {address: 192.0.2.1, locality: r1/z1, labels: {version: v1} },
                    {address: 192.0.2.2, locality: r1/z1, labels: {version: v2} },
                    {address: 192.0.2.3, locality: r2/z1, labels: {version: v1} }
                """)
            + SceneYaml.Rule("""
                outlierDetection: {interval: 1s},
                  loadBalancer: {localityLbSetting: {failoverPriority: ["version=v1", topology.kubernetes.io/region]}}
                """)).Ask(SceneYaml.Cluster, Here);

        assignment.Endpoints.Select(l => (l.LbEndpoints.Single().Endpoint.Address.SocketAddress.Address, l.Priority)).ShouldBe(
            [("192.0.2.1", 0u), ("192.0.2.2", 2u), ("192.0.2.3", 1u)], ignoreOrder: true);
    }

    [Fact]
    public void Translate_TrafficDistribution_RanksWithoutOutlierDetection() =>
        Scene.Of(
            SceneYaml.Service(spec: "clusterIP: 10.96.0.1, trafficDistribution: PreferSameZone")
            + SceneYaml.Pod("a", "10.1.0.1", "istio-locality: r1.z1") + SceneYaml.Pod("b", "10.1.0.2", "istio-locality: r1.z2")
            + SceneYaml.Slice(
                "{addresses: [10.1.0.1], targetRef: {kind: Pod, name: a} }, {addresses: [10.1.0.2], targetRef: {kind: Pod, name: b} }"))
            .Ask(SceneYaml.Cluster, Here).Endpoints.Select(l => (l.Locality.Zone, l.Priority)).ShouldBe([("z1", 0u), ("z2", 1u)]);

    [Fact]
    public void Translate_Distribute_SharesWeightsAndDropsOtherPlaces()
    {
        var assignment = Scene.Of(SceneYaml.Entry(Places) + SceneYaml.Rule("""
            loadBalancer: {localityLbSetting: {distribute: [{from: "r1/*", to: {"r1/z1/*": 80, "r2/*": 20} }]}}
            """)).Ask(SceneYaml.Cluster, Here);

        assignment.Endpoints.Select(l => (l.LoadBalancingWeight, l.LbEndpoints.Count)).ShouldBe(
            [(40u, 1), (40u, 1), (1u, 0), (20u, 1), (1u, 0)]);
    }

    [Fact]
    public void Query_ProxiesOfOnePlace_AreTheSameUnlessLabelsCount()
    {
        var scene = Scene.Of(SceneYaml.Entry(Places) + SceneYaml.Rule("outlierDetection: {interval: 1s}"));
        var other = Here with { Labels = new Dictionary<string, string> { ["app"] = "y" } };

        scene.Query(SceneYaml.Cluster, other).ShouldBe(scene.Query(SceneYaml.Cluster, Here));
        scene.Query(SceneYaml.Cluster, other with { Locality = new("r2", "", "") }).ShouldNotBe(scene.Query(SceneYaml.Cluster, Here));
    }

    [Fact]
    public void Query_ServiceWithoutRanking_IsTheSameFromEverywhere()
    {
        var scene = Scene.Of(SceneYaml.Entry(Places));

        scene.Query(SceneYaml.Cluster, Here with { Locality = new("r9", "", "") }).ShouldBe(scene.Query(SceneYaml.Cluster, Here));
    }

    [Fact]
    public void Translate_ClusterLocalHost_StaysInTheCluster()
    {
        var globals = new MeshGlobals
        {
            Mesh = MeshConfigDefaults.Mesh with
            {
                ServiceSettings = [new() { Settings = new() { ClusterLocal = true }, Hosts = ["*.shop.svc.cluster.local"] }],
            },
            Networks = new(),
        };
        var scene = Scene.Of(
            SceneYaml.Service() + SceneYaml.Slice("{addresses: [10.1.0.1]}"),
            globals,
            SceneYaml.Service() + SceneYaml.Slice("{addresses: [10.2.0.1]}"));

        scene.Ask(SceneYaml.Cluster).Endpoints.ShouldHaveSingleItem().LbEndpoints.ShouldHaveSingleItem()
            .Endpoint.Address.SocketAddress.Address.ShouldBe("10.1.0.1");
    }

    private static IEnumerable<uint> Ranks(string yaml) =>
        Scene.Of(yaml).Ask(SceneYaml.Cluster, Here).Endpoints
            .OrderBy(l => l.LbEndpoints.Single().Endpoint.Address.SocketAddress.Address, StringComparer.Ordinal).Select(l => l.Priority);
}
