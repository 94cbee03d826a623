using Envoy.Config.Endpoint.V3;
using Envoy.Config.Route.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Objects;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Features;

public sealed class DeltaFeatureTests
{
    [Fact]
    public async Task Connect_ReceivesClustersEndpointsListenersAndRoutes()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();

        await client.ConnectAsync();

        client.Held[XdsType.Cluster].Keys.ShouldContain(Bookinfo.Reviews);
        client.Held[XdsType.Listener].Keys.ShouldContain("virtualOutbound");
        client.Held[XdsType.Route].Keys.ShouldBe(["9080"]);
        Addresses(client.Held[XdsType.Endpoint][Bookinfo.Ratings]).ShouldBe(["10.0.0.12"]);
    }

    [Fact]
    public async Task EndpointSlice_Changed_OneLoadAssignmentAndNothingElse()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();
        await client.ConnectAsync();

        ads.Mesh.Objects.Apply(Bookinfo.Slice("ratings", "10.0.0.12", "10.0.0.99"));
        await ads.Mesh.Kit.AwaitQuiescenceAsync();

        var changed = (await client.UntilMarkAsync("after")).ShouldHaveSingleItem();
        changed.TypeUrl.ShouldBe(TypeUrls.Endpoint);
        Addresses(changed.Resources.ShouldHaveSingleItem()).ShouldBe(["10.0.0.12", "10.0.0.99"]);
    }

    [Fact]
    public async Task VirtualService_AppliedChangedAndDeleted_OneRouteConfigurationEachTime()
    {
        await using var ads = await AdsFixture.StartAsync();
        ads.Mesh.Objects.Apply(Bookinfo.Subsets);
        await ads.Mesh.Kit.AwaitQuiescenceAsync();
        using var client = ads.OpenDelta();
        await client.ConnectAsync();

        ads.Mesh.Objects.Apply(Bookinfo.Split(90, 10));
        Weights((await client.NextAsync())).ShouldBe([90u, 10u]);
        ads.Mesh.Objects.Apply(Bookinfo.Split(50, 50));
        Weights((await client.NextAsync())).ShouldBe([50u, 50u]);
        ads.Mesh.Objects.Delete(ResourceKinds.VirtualService, "default", "reviews");
        Weights((await client.NextAsync())).ShouldBe([]);
        (await client.UntilMarkAsync("after")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Subsets_AppliedAndDeleted_ClustersComeFirstAndGoLast()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();
        await client.ConnectAsync();

        ads.Mesh.Objects.Apply(Bookinfo.Subsets);
        var added = await client.NextAsync();
        added.TypeUrl.ShouldBe(TypeUrls.Cluster);
        added.Resources.Select(r => r.Name).ShouldContain(Bookinfo.ReviewsV1);
        await client.SubscribeAsync(XdsType.Endpoint, Bookinfo.ReviewsV1);
        ads.Mesh.Objects.Apply(Bookinfo.Split(90, 10));
        while (!RoutesTo(client, Bookinfo.ReviewsV1) || !client.Held[XdsType.Endpoint].ContainsKey(Bookinfo.ReviewsV1))
        {
            await client.NextAsync();
        }

        // Watches of two kinds keep no order between them: a subset that goes before its route does would be a mesh without it.
        ads.Mesh.Objects.Delete(ResourceKinds.VirtualService, "default", "reviews");
        await ads.Mesh.Kit.AwaitQuiescenceAsync();
        ads.Mesh.Objects.Delete(ResourceKinds.DestinationRule, "default", "reviews");
        var order = new List<string>();
        while (client.Held[XdsType.Cluster].ContainsKey(Bookinfo.ReviewsV1))
        {
            order.Add((await client.NextAsync()).TypeUrl);
        }

        RoutesTo(client, Bookinfo.ReviewsV1).ShouldBeFalse();
        order.Last().ShouldBe(TypeUrls.Cluster);
        order.ShouldContain(TypeUrls.Route);
    }

    [Fact]
    public async Task NameThatDoesNotExist_IsAnswered()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();

        await client.SubscribeAsync(XdsType.Endpoint, "outbound|80||nowhere.default.svc.cluster.local");

        var response = await client.NextAsync();
        ClusterLoadAssignment.Parser.ParseFrom(response.Resources.ShouldHaveSingleItem().Resource_.Value).Endpoints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reconnect_WithTheVersionsItHolds_ReceivesNothing()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var first = ads.OpenDelta();
        await first.ConnectAsync();
        first.Dispose();
        using var second = ads.OpenDelta(with: node => node.Id = node.Id.Replace("productpage-1", "productpage-1", StringComparison.Ordinal));

        foreach (var type in new[] { XdsType.Cluster, XdsType.Endpoint, XdsType.Listener, XdsType.Route })
        {
            await second.SubscribeAsync(
                type, first.Versions(type), type is XdsType.Cluster or XdsType.Listener ? [] : [.. first.Held[type].Keys]);
        }

        (await second.UntilMarkAsync("after")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusal_IsNotAnsweredWithTheSameBytesAndOthersGoOn()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();
        await client.SubscribeAsync(XdsType.Cluster);
        await client.RefuseNextAsync("BlackHoleCluster is not to my taste");
        await client.SubscribeAsync(XdsType.Listener);
        (await client.NextAsync()).TypeUrl.ShouldBe(TypeUrls.Listener);
        for (var i = 0; i < 20; i++)
        {
            ads.Mesh.Objects.Apply(Bookinfo.Subsets.Replace("host: reviews", $"host: reviews\n  trafficPolicy: {{connectionPool: {{tcp: {{maxConnections: {i + 1}}}}}}}", StringComparison.Ordinal));
            var changed = await client.RefuseNextAsync("nor is this");
            changed.TypeUrl.ShouldBe(TypeUrls.Cluster);
            changed.Resources.Select(r => r.Name).ShouldNotContain("BlackHoleCluster");
        }

        (await client.UntilMarkAsync("after")).ShouldBeEmpty();
        var status = (await ads.ConnectionsAsync()).ShouldHaveSingleItem().Types.Single(t => t.Type == XdsType.Cluster);
        status.Nacks.ShouldBe(21);
        status.LastNack.ShouldBe("nor is this");
        status.NonceAcked.ShouldBe("");
    }

    [Fact]
    public async Task ClientThatNeverAnswers_GetsOneResponseATypeHoweverMuchChanges()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();
        await client.SubscribeAsync(XdsType.Cluster);
        await client.SubscribeAsync(XdsType.Endpoint, Bookinfo.Ratings);
        await client.TakeAsync();
        await client.TakeAsync();

        for (var i = 0; i < 50; i++)
        {
            ads.Mesh.Objects.Apply(Bookinfo.Slice("ratings", $"10.0.1.{i}"));
            await ads.Mesh.Kit.AwaitQuiescenceAsync();
        }

        (await ads.ConnectionsAsync()).ShouldHaveSingleItem().Types.Select(t => t.Sent).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task ProxiesOfOneWorkload_ShareTheirScope()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var first = ads.OpenDelta();
        using var second = ads.OpenDelta(with: node => node.Id = "sidecar~10.0.0.11~productpage-2.default~default.svc.cluster.local");

        await first.ConnectAsync();
        await second.ConnectAsync();

        (await ads.Hub.Ask<Discovery.Scopes.ScopeHubStatus>(Discovery.Scopes.GetScopeHubStatus.Instance)).ShouldBe(new(1, 2));
    }

    [Fact]
    public async Task Proxy_ThatMovesToAnotherScope_IsSentDifferencesOnly()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();
        await client.ConnectAsync();
        var before = (await ads.ConnectionsAsync()).ShouldHaveSingleItem().ScopeKey;

        ads.Mesh.Objects.Apply("""
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: me, namespace: default}
            spec: {address: 10.0.0.10, labels: {app: nobody}}
            """);
        await ads.Mesh.Kit.AwaitQuiescenceAsync();

        (await ads.ConnectionsAsync()).ShouldHaveSingleItem().ScopeKey.ShouldNotBe(before);
        var sent = (await client.UntilMarkAsync("after")).SelectMany(r => r.Resources).Select(r => r.Name);
        sent.ShouldNotContain(Bookinfo.Ratings);
        sent.ShouldNotContain("9080");
    }

    private static bool RoutesTo(DeltaClient client, string cluster) =>
        RouteConfiguration.Parser.ParseFrom(client.Held[XdsType.Route]["9080"].Resource_.Value).ToString().Contains(cluster, StringComparison.Ordinal);

    private static IEnumerable<string> Addresses(Resource resource) =>
        ClusterLoadAssignment.Parser.ParseFrom(resource.Resource_.Value)
            .Endpoints.SelectMany(l => l.LbEndpoints).Select(e => e.Endpoint.Address.SocketAddress.Address);

    private static IEnumerable<uint> Weights(DeltaDiscoveryResponse response)
    {
        var configuration = RouteConfiguration.Parser.ParseFrom(response.Resources.ShouldHaveSingleItem().Resource_.Value);
        var route = configuration.VirtualHosts.Single(h => h.Name == "reviews.default.svc.cluster.local:9080").Routes[0].Route_;
        return route.WeightedClusters?.Clusters.Select(c => c.Weight ?? 0) ?? [];
    }
}
