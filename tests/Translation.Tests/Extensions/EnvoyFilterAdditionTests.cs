using Envoy.Config.Cluster.V3;
using Envoy.Config.Listener.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Extensions.Patches;
using MeshActors.Translation.Tests.Security;
using Filter = Envoy.Config.Listener.V3.Filter;

namespace MeshActors.Translation.Tests.Extensions;

/// <summary>What EnvoyFilters add, and what they must leave alone.</summary>
public sealed class EnvoyFilterAdditionTests
{
    private readonly EnvoyFilterStage _stage = new();

    [Fact]
    public void Clusters_AddedTwiceUnderOneName_AreTheFirst()
    {
        var result = Clusters(
            Patch("CLUSTER", "ADD", "{name: mine, connect_timeout: 1s}", "first") + Patch("CLUSTER", "ADD", "{name: mine, connect_timeout: 2s}", "second"));

        Cluster.Parser.ParseFrom(result.Single(cluster => cluster.Name == "mine").Value.Span).ConnectTimeout.Seconds.ShouldBe(1);
    }

    [Fact]
    public void Clusters_AddedUnderATakenName_AreNot()
    {
        var own = Of("BlackHoleCluster");

        Clusters(Patch("CLUSTER", "ADD", "{name: BlackHoleCluster, connect_timeout: 1s}"), own).ShouldHaveSingleItem().ShouldBeSameAs(own);
    }

    [Fact]
    public void Clusters_OfTheProxysSecretServer_AreNotPatched()
    {
        var secrets = Of("sds-external");

        Clusters(Patch("CLUSTER", "MERGE", "{connect_timeout: 1s}"), secrets)[0].ShouldBeSameAs(secrets);
    }

    [Fact]
    public void Clusters_OfWaypoints_AreOnlyAddedToForInboundTraffic()
    {
        var tunnel = Of("connect_originate");
        var context = PolicyMesh.Context(
            Patch("CLUSTER", "MERGE", "{connect_timeout: 1s}", "merge")
            + Patch("CLUSTER", "ADD", "{name: in}", "in", "SIDECAR_INBOUND")
            + Patch("CLUSTER", "ADD", "{name: out}", "out", "SIDECAR_OUTBOUND"),
            PolicyMesh.Cart with { Type = ProxyType.Waypoint });

        var result = _stage.Clusters(context, [tunnel]);

        result.Select(cluster => cluster.Name).ShouldBe(["connect_originate", "in"]);
        result[0].ShouldBeSameAs(tunnel);
    }

    [Fact]
    public void Listeners_OfWaypoints_AreAllInbound()
    {
        var listener = new Listener { Name = "connect_originate", FilterChains = { new FilterChain { Filters = { new Filter { Name = "tcp" } } } } };
        var context = PolicyMesh.Context(
            Patch("NETWORK_FILTER", "ADD", "{name: in}", "in", "SIDECAR_INBOUND") + Patch("NETWORK_FILTER", "ADD", "{name: out}", "out", "SIDECAR_OUTBOUND"),
            PolicyMesh.Cart with { Type = ProxyType.Waypoint });

        var patched = _stage.Listeners(context, [new(listener.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener))]).ShouldHaveSingleItem();

        Listener.Parser.ParseFrom(patched.Value.Span).FilterChains[0].Filters.Select(filter => filter.Name).ShouldBe(["tcp", "in"]);
    }

    [Theory]
    [InlineData("{name: mine}", 1)]
    [InlineData("{name: mine, filters: [{name: tcp}]}", 2)]
    public void Listeners_AddedChain_NeedsFilters(string chain, int count)
    {
        var listener = new Listener { Name = "0.0.0.0_80", FilterChains = { new FilterChain { Filters = { new Filter { Name = "tcp" } } } } };
        var context = PolicyMesh.Context(Patch("FILTER_CHAIN", "ADD", chain));

        var patched = _stage.Listeners(context, [new(listener.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener))]).ShouldHaveSingleItem();

        Listener.Parser.ParseFrom(patched.Value.Span).FilterChains.Count.ShouldBe(count);
    }

    private IReadOnlyList<EncodedResource> Clusters(string yaml, params EncodedResource[] clusters) => _stage.Clusters(PolicyMesh.Context(yaml), clusters);

    private static EncodedResource Of(string cluster) => new(cluster, TypeUrls.Cluster, EnvoyEncoding.ToBytes(new Cluster { Name = cluster }));

    private static string Patch(string applyTo, string operation, string value, string name = "patch", string context = "ANY") => $$"""
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: {{name}}, namespace: shop}
        spec:
          configPatches:
          - applyTo: {{applyTo}}
            match: {context: {{context}}}
            patch: {operation: {{operation}}, value: {{value}} }
        ---

        """;
}
