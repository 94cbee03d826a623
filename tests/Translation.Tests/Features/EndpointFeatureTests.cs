using Envoy.Config.Core.V3;
using Istio.Networking.Nds.V1;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.NameTables;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.Features;

public sealed class EndpointFeatureTests
{
    private const string DualPod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: cart-0, namespace: shop, labels: {app: cart}}
        spec: {serviceAccountName: cart}
        status: {phase: Running, podIP: 10.1.0.1, podIPs: [{ip: 10.1.0.1}, {ip: "fd00::1"}], conditions: [{type: Ready, status: "True"}]}
        ---

        """;

    private const string DualService = "clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1, 'fd00:96::1']";

    private static readonly string DualSlices =
        SceneYaml.Slice("{addresses: [10.1.0.1], targetRef: {kind: Pod, name: cart-0} }")
        + SceneYaml.Slice("{addresses: ['fd00::1'], targetRef: {kind: Pod, name: cart-0} }")
            .Replace("name: cart-1, namespace", "name: cart-2, namespace", StringComparison.Ordinal)
            .Replace("addressType: IPv4", "addressType: IPv6", StringComparison.Ordinal);

    [Fact]
    public void DualStack_PodOfAServiceOfBothFamilies_IsOneEndpoint()
    {
        var endpoint = Scene.Of(SceneYaml.Service(spec: DualService) + DualPod + DualSlices, FeatureScene.Globals(new() { DualStack = true }))
            .Ask(SceneYaml.Cluster, FeatureScene.DualSidecar).Endpoints.ShouldHaveSingleItem().LbEndpoints.ShouldHaveSingleItem().Endpoint;

        endpoint.Address.SocketAddress.Address.ShouldBe("10.1.0.1");
        endpoint.AdditionalAddresses.ShouldHaveSingleItem().Address.SocketAddress.Address.ShouldBe("fd00::1");
    }

    [Fact]
    public void DualStack_SwitchedOff_PodHasAnEndpointForEachSlice() =>
        Scene.Of(SceneYaml.Service(spec: DualService) + DualPod + DualSlices, FeatureScene.Globals(new()))
            .Ask(SceneYaml.Cluster, FeatureScene.DualSidecar).Endpoints.ShouldHaveSingleItem()
            .LbEndpoints.Select(found => (found.Endpoint.Address.SocketAddress.Address, found.Endpoint.AdditionalAddresses.Count))
            .ShouldBe([("10.1.0.1", 0), ("fd00::1", 0)], ignoreOrder: true);

    [Theory]
    [InlineData(false, false, "", 0)]
    [InlineData(true, false, "", 1)]
    [InlineData(true, false, "outlierDetection: {minHealthPercent: 10}", 0)]
    [InlineData(false, true, "outlierDetection: {minHealthPercent: 10}", 1)]
    public void UnreadyEndpoints_AreSentWhereTheInstallationSaysSo(bool automatic, bool always, string policy, int sent)
    {
        var scene = Scene.Of(
            SceneYaml.Service() + SceneYaml.Slice("{addresses: [10.1.0.1], conditions: {ready: false, terminating: false} }") + SceneYaml.Rule(policy),
            FeatureScene.Globals(new() { AutoSendUnhealthyEndpoints = automatic, SendUnhealthyEndpoints = always }));

        scene.Ask(SceneYaml.Cluster).Endpoints.SelectMany(group => group.LbEndpoints)
            .Count(endpoint => endpoint.HealthStatus == HealthStatus.Unhealthy).ShouldBe(sent);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void TelemetryLabels_EndpointsNameTheirWorkloads(bool all, bool endpoints, bool named)
    {
        var endpoint = Scene.Of(
                SceneYaml.Service() + SceneYaml.Pod("cart-0", "10.1.0.1") + SceneYaml.Slice("{addresses: [10.1.0.1], targetRef: {kind: Pod, name: cart-0} }"),
                FeatureScene.Globals(new() { TelemetryLabels = all, EndpointTelemetryLabels = endpoints }))
            .Ask(SceneYaml.Cluster).Endpoints.ShouldHaveSingleItem().LbEndpoints.ShouldHaveSingleItem();

        endpoint.Metadata.ShouldNotBeNull().FilterMetadata.ContainsKey("istio").ShouldBe(named);
    }

    [Theory]
    [InlineData("istio.io/draining", "istio.io/draining", "istio.io/persistent-session", true, true)]
    [InlineData("example.com/drains", "example.com/drains", "istio.io/persistent-session", true, true)]
    [InlineData("example.com/drains", "example.com/drains", "other", false, false)]
    [InlineData("example.com/drains", "istio.io/draining", "other", true, false)]
    [InlineData("", "istio.io/draining", "other", true, false)]
    public void DrainingLabel_OfTheInstallation_TellsWhatDrains(string named, string label, string session, bool sent, bool draining)
    {
        var scene = Scene.Of(
            SceneYaml.Service(meta: $"labels: {{ {session}: s }}")
            + SceneYaml.Pod("cart-0", "10.1.0.1", $"app: cart, {label}: 'true'") + SceneYaml.Pod("cart-1", "10.1.0.2", "app: cart")
            + SceneYaml.Slice("{addresses: [10.1.0.1], targetRef: {kind: Pod, name: cart-0} }, {addresses: [10.1.0.2], targetRef: {kind: Pod, name: cart-1} }"),
            FeatureScene.Globals(new() { DrainingLabel = named }));

        var endpoints = scene.Ask(SceneYaml.Cluster).Endpoints.ShouldHaveSingleItem().LbEndpoints;
        var found = endpoints.FirstOrDefault(endpoint => endpoint.Endpoint.Address.SocketAddress.Address == "10.1.0.1");

        (found is not null).ShouldBe(sent);
        (found?.HealthStatus == HealthStatus.Draining).ShouldBe(draining);
        endpoints.Single(endpoint => endpoint != found).HealthStatus.ShouldBe(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData("session", true)]
    [InlineData("istio.io/persistent-session", false)]
    public void SessionLabel_OfTheInstallation_KeepsWhatDrains(string label, bool sent) =>
        Scene.Of(
                SceneYaml.Service(meta: $"labels: {{ {label}: s }}")
                + SceneYaml.Slice("{addresses: [10.1.0.1], conditions: {ready: false, serving: true, terminating: true} }"),
                FeatureScene.Globals(new() { SessionLabel = "session" }))
            .Ask(SceneYaml.Cluster).Endpoints.Any().ShouldBe(sent);

    [Theory]
    [InlineData(true, "MESH_EXTERNAL", "", "cart-0;shop;cart;;Kubernetes")]
    [InlineData(true, "MESH_EXTERNAL", "app: basket, version: v2", "cart-0;shop;basket;v2;Kubernetes")]
    [InlineData(true, "MESH_EXTERNAL", "service.istio.io/canonical-name: named, service.istio.io/canonical-revision: r", "cart-0;shop;named;r;Kubernetes")]
    [InlineData(true, "MESH_INTERNAL", "app: basket, version: v2", "cart-0;shop;own;;Kubernetes")]
    [InlineData(false, "MESH_EXTERNAL", "app: basket, version: v2", "cart-0;shop;own;;Kubernetes")]
    public void CanonicalExternalServices_NameEndpointsByTheirEntry(bool on, string location, string labels, string expected)
    {
        var entry = SceneYaml.Entry("{address: 192.0.2.1, labels: {app: own} }")
            .Replace("MESH_INTERNAL", location, StringComparison.Ordinal)
            .Replace("namespace: shop}", $"namespace: shop, labels: {{ {labels} }} }}", StringComparison.Ordinal);

        var endpoint = Scene.Of(entry, FeatureScene.Globals(new() { CanonicalExternalServices = on }))
            .Ask(SceneYaml.Cluster).Endpoints.ShouldHaveSingleItem().LbEndpoints.ShouldHaveSingleItem();

        endpoint.Metadata.ShouldNotBeNull().FilterMetadata["istio"].Fields["workload"].StringValue.ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, new[] { "10.1.0.1", "10.2.0.1" })]
    [InlineData(false, new[] { "10.1.0.1" })]
    public void MulticlusterHeadless_NamesPodsOfAllClusters(bool on, string[] addresses)
    {
        string Cluster(string ip) =>
            SceneYaml.Service(spec: "clusterIP: None") + SceneYaml.Pod("cart-0", ip) + SceneYaml.Slice($"{{addresses: [{ip}], targetRef: {{kind: Pod, name: cart-0}} }}");
        var view = Scene.Of(Cluster("10.1.0.1"), FeatureScene.Globals(new MeshFeatures { MulticlusterHeadless = on }), Cluster("10.2.0.1")).View;

        var table = NameTable.Parser.ParseFrom(new NameTableTranslator().Translate(TranslationContext.Of(Scene.Client, view)).Value.Span);

        table.Table["cart.shop.svc.cluster.local"].Ips.ShouldBe(addresses, ignoreOrder: true);
    }
}
