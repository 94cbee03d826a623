using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Tests.Endpoints;

public sealed class EndpointTranslatorTests
{
    private const string TwoPods =
        "{addresses: [10.1.0.1], targetRef: {kind: Pod, name: a}}, {addresses: [10.1.0.2], targetRef: {kind: Pod, name: b}}";

    private static readonly string Cart =
        SceneYaml.Service() + SceneYaml.Pod("a", "10.1.0.1", "app: cart, version: v1, security.istio.io/tlsMode: istio")
        + SceneYaml.Pod("b", "10.1.0.2", "app: cart, version: v2") + SceneYaml.Slice(TwoPods);

    [Theory]
    [InlineData("outbound|80||unknown.shop.svc.cluster.local")]
    [InlineData("outbound|81||cart.shop.svc.cluster.local")]
    [InlineData("BlackHoleCluster")]
    public void Translate_UnknownName_IsEmpty(string cluster)
    {
        var assignment = Scene.Of(Cart).Ask(cluster);

        assignment.ClusterName.ShouldBe(cluster);
        assignment.Endpoints.ShouldBeEmpty();
    }

    [Fact]
    public void Translate_ServiceWithoutEndpoints_IsEmpty() =>
        Scene.Of(SceneYaml.Service()).Ask(SceneYaml.Cluster).Endpoints.ShouldBeEmpty();

    [Fact]
    public void Translate_Pods_CarryWorkloadAndTlsModeAndWeight()
    {
        var locality = Scene.Of(Cart).Ask(SceneYaml.Cluster).Endpoints.ShouldHaveSingleItem();

        locality.LoadBalancingWeight.ShouldBe(2u);
        locality.Locality.ShouldBe(new Locality());
        var endpoint = locality.LbEndpoints[0];
        endpoint.Endpoint.Address.SocketAddress.ShouldBe(new SocketAddress { Address = "10.1.0.1", PortValue = 8080 });
        endpoint.HealthStatus.ShouldBe(HealthStatus.Healthy);
        endpoint.LoadBalancingWeight.ShouldBe(1u);
        Text(endpoint, "istio", "workload").ShouldBe("a;shop;cart;v1;Kubernetes");
        Text(endpoint, "envoy.transport_socket_match", "tlsMode").ShouldBe("istio");
        Text(locality.LbEndpoints[1], "envoy.transport_socket_match", "tlsMode").ShouldBeNull();
    }

    [Theory]
    [InlineData("app: cart, version: v1", "a;shop;cart;v1;Kubernetes")]
    [InlineData("app: cart, version: v2", "a;shop;cart;v2;Kubernetes")]
    [InlineData("app: basket, version: v1", "a;shop;basket;v1;Kubernetes")]
    [InlineData("version: v1, service.istio.io/workload-name: w", "w;shop;w;v1;Kubernetes")]
    public void Translate_NeighbourOfTheSameWorkload_SaysWhatItsOwnLabelsSay(string labels, string expected)
    {
        var scene = Scene.Of(
            SceneYaml.Service() + SceneYaml.Pod("b", "10.1.0.1", "app: cart, version: v1, service.istio.io/workload-name: a")
            + SceneYaml.Pod("c", "10.1.0.2", labels.Contains("workload-name") ? labels : labels + ", service.istio.io/workload-name: a")
            + SceneYaml.Slice("{addresses: [10.1.0.1], targetRef: {kind: Pod, name: b}}, {addresses: [10.1.0.2], targetRef: {kind: Pod, name: c}}"));

        var endpoints = scene.Ask(SceneYaml.Cluster).Endpoints.ShouldHaveSingleItem().LbEndpoints;
        Text(endpoints[0], "istio", "workload").ShouldBe("a;shop;cart;v1;Kubernetes");
        Text(endpoints[1], "istio", "workload").ShouldBe(expected);
        endpoints[1].Endpoint.Address.SocketAddress.Address.ShouldBe("10.1.0.2");
    }

    [Fact]
    public void Translate_Subset_TakesItsLabelsOnly() =>
        Scene.Of(Cart + SceneYaml.Rule("", "{name: two, labels: {version: v2} }"))
            .Ask("outbound|80|two|cart.shop.svc.cluster.local").Endpoints.ShouldHaveSingleItem()
            .LbEndpoints.ShouldHaveSingleItem().Endpoint.Address.SocketAddress.Address.ShouldBe("10.1.0.2");

    [Theory]
    [InlineData("tls: {mode: DISABLE}", "", null)]
    [InlineData("tls: {mode: ISTIO_MUTUAL}", "mtls: {mode: DISABLE}", "istio")]
    [InlineData("", "mtls: {mode: DISABLE}", null)]
    [InlineData("", "mtls: {mode: STRICT}", "istio")]
    [InlineData("", "selector: {matchLabels: {version: v1} }, mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: DISABLE} }", null)]
    [InlineData("", "selector: {matchLabels: {version: v9} }, mtls: {mode: DISABLE}", "istio")]
    [InlineData("portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE} }]", "", null)]
    public void Translate_MutualTls_IsTheRulesElseThePolicys(string rule, string policy, string? expected)
    {
        var scene = Scene.Of(
            Cart
            + (rule.Length > 0 ? SceneYaml.Rule(rule) : "")
            + (policy.Length > 0 ? SceneYaml.PeerAuthentication("p", policy) : ""));

        Text(scene.Ask(SceneYaml.Cluster).Endpoints[0].LbEndpoints[0], "envoy.transport_socket_match", "tlsMode").ShouldBe(expected);
    }

    [Fact]
    public void Translate_SniCluster_LeavesOutWhatTakesNoMutualTls() =>
        Scene.Of(Cart).Ask("outbound_.80_._.cart.shop.svc.cluster.local").Endpoints.ShouldHaveSingleItem().LbEndpoints.Count.ShouldBe(1);

    [Theory]
    [InlineData("ready: false, serving: false, terminating: false", "labels: {}", "", HealthStatus.Unhealthy)]
    [InlineData("ready: false, serving: false, terminating: false", "labels: {}", "outlierDetection: {minHealthPercent: 50}", null)]
    [InlineData("ready: false, serving: true, terminating: true", "labels: {}", "", null)]
    [InlineData("ready: false, serving: true, terminating: true", "labels: {istio.io/persistent-session: s}", "", HealthStatus.Draining)]
    public void Translate_EndpointThatIsNotReady_IsSentAsFarAsOfUse(string conditions, string meta, string policy, HealthStatus? expected)
    {
        var assignment = Scene.Of(
            SceneYaml.Service(meta: meta) + SceneYaml.Slice($$"""{addresses: [10.1.0.1], conditions: { {{conditions}} } }""")
            + (policy.Length > 0 ? SceneYaml.Rule(policy) : "")).Ask(SceneYaml.Cluster);

        assignment.Endpoints.SelectMany(l => l.LbEndpoints).Select(e => (HealthStatus?)e.HealthStatus).FirstOrDefault().ShouldBe(expected);
    }

    [Fact]
    public void Translate_NodeLocalService_StaysOnTheProxysNode()
    {
        var scene = Scene.Of(
            SceneYaml.Service(spec: "clusterIP: 10.96.0.1, internalTrafficPolicy: Local")
            + SceneYaml.Pod("a", "10.1.0.1").Replace("subdomain: cart", "nodeName: near", StringComparison.Ordinal)
            + SceneYaml.Pod("b", "10.1.0.2").Replace("subdomain: cart", "nodeName: far", StringComparison.Ordinal)
            + SceneYaml.Slice(TwoPods));

        scene.Ask(SceneYaml.Cluster, Scene.Client with { NodeName = "near" }).Endpoints.ShouldHaveSingleItem()
            .LbEndpoints.ShouldHaveSingleItem().Endpoint.Address.SocketAddress.Address.ShouldBe("10.1.0.1");
    }

    [Fact]
    public void Translate_Twice_GivesEqualQueriesAndBytes()
    {
        var scene = Scene.Of(Cart + SceneYaml.Rule("outlierDetection: {interval: 1s}", "{name: two, labels: {version: v2} }"));

        var first = scene.Query("outbound|80|two|cart.shop.svc.cluster.local");
        var second = scene.Query(
            "outbound|80|two|cart.shop.svc.cluster.local", Scene.Client with { Id = "other-0.shop", IpAddresses = ["10.1.0.98"] });

        second.ShouldBe(first);
        second.GetHashCode().ShouldBe(first.GetHashCode());
        scene.Translate(second).Version.ShouldBe(scene.Translate(first).Version);
    }

    [Fact]
    public void Translate_Bytes_AreThoseOfTheLibrary()
    {
        var scene = Scene.Of(Cart + SceneYaml.Rule("outlierDetection: {interval: 1s}"));

        var bytes = scene.Translate(scene.Query(SceneYaml.Cluster)).Value.ToArray();

        EnvoyApi.EnvoyEncoding.ToBytes(ClusterLoadAssignment.Parser.ParseFrom(bytes)).ShouldBe(bytes);
    }

    [Fact]
    public void Translate_OwnWorkload_TakesTheReplicasLikeIt()
    {
        var pods = SceneYaml.Pod("a", "10.1.0.1", "app: cart, service.istio.io/workload-name: cart, pod-template-hash: h1")
            + SceneYaml.Pod("b", "10.1.0.2", "app: cart, service.istio.io/workload-name: cart, pod-template-hash: h2");
        var self = Scene.Client with
        {
            WorkloadName = "cart",
            NodeName = "n",
            Labels = new Dictionary<string, string> { ["app"] = "cart", ["pod-template-hash"] = "h1" },
            Locality = new ProxyLocality("", "", ""),
        };

        Scene.Of(SceneYaml.Service() + pods + SceneYaml.Slice(TwoPods)).Ask("local_cluster", self).Endpoints.ShouldHaveSingleItem()
            .LbEndpoints.ShouldHaveSingleItem().Endpoint.Address.SocketAddress.Address.ShouldBe("10.1.0.1");
    }

    private static string? Text(LbEndpoint endpoint, string filter, string key) =>
        endpoint.Metadata.FilterMetadata.TryGetValue(filter, out var values) && values.Fields.TryGetValue(key, out var value)
            ? value.StringValue
            : null;
}
