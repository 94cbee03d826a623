using System.Net;
using System.Text.Json.Nodes;
using MeshActors.EnvoyApi;

namespace MeshActors.Host.Tests.Debugging;

/// <summary>Pages about the mesh, as a running replica answers them.</summary>
public sealed class DebugPagesTests(RunningReplica replica) : IClassFixture<RunningReplica>
{
    [Fact]
    public async Task List_NamesThePages_ThatThereAre()
    {
        foreach (var page in (await replica.JsonAsync("list")).AsArray())
        {
            var (status, text) = await replica.GetAsync(page!.GetValue<string>());
            status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
            text.ShouldNotBeEmpty(page.GetValue<string>());
        }
    }

    [Fact]
    public async Task Shards_OfTheOnlyReplica_AreAllHere()
    {
        var page = await replica.JsonAsync("shardz");
        page["members"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe(page["replica"]!.GetValue<string>());
        page["shards"]!.AsObject().Select(type => type.Key).ShouldBe(["watch", "mesh", "namespace", "service"]);
        page["shards"]!["mesh"]!.AsArray().ShouldHaveSingleItem();
        page["shards"]!["watch"]!.AsArray().Count.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("inject", "no sidecars")]
    [InlineData("pprof/heap", "profiler")]
    [InlineData("nonsense", "there is no debug page \"nonsense\"")]
    public async Task UnservedPage_Is404_WithReason(string page, string reason)
    {
        var (status, text) = await replica.GetAsync(page);
        status.ShouldBe(HttpStatusCode.NotFound);
        text.ShouldContain(reason);
    }

    [Fact]
    public async Task Pretty_Gives_SeveralLines()
    {
        (await replica.GetAsync("clusterz")).Text.ShouldNotContain("\n");
        (await replica.GetAsync("clusterz?pretty")).Text.ShouldContain("\n");
    }

    [Fact]
    public async Task EndpointShards_Hold_EndpointsByRegistryAndCluster()
    {
        var shards = (await replica.JsonAsync("endpointShardz?namespace=default"))["reviews.default.svc.cluster.local"]!["default"]!["Shards"]!;
        var endpoint = shards["Kubernetes/Kubernetes"]!.AsArray().ShouldHaveSingleItem()!;
        endpoint["Addresses"]![0]!.GetValue<string>().ShouldBe("10.1.1.1");
        endpoint["EndpointPort"]!.GetValue<int>().ShouldBe(9080);
        (await replica.JsonAsync("endpointShardz?namespace=elsewhere")).AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Registry_Has_ServicesInIstiodsShape()
    {
        var reviews = (await replica.JsonAsync("registryz")).AsArray().Single(item => item!["hostname"]!.GetValue<string>() == "reviews.default.svc.cluster.local")!;
        reviews["Attributes"]!["Namespace"]!.GetValue<string>().ShouldBe("default");
        reviews["clusterVIPs"]!["Addresses"]!["Kubernetes"]![0]!.GetValue<string>().ShouldBe("10.96.7.7");
        reviews["ports"]![0]!["protocol"]!.GetValue<string>().ShouldBe("HTTP");
    }

    [Fact]
    public async Task Config_Has_WholeObjectsAndNoSecrets()
    {
        var objects = (await replica.JsonAsync("configz")).AsArray();
        var rule = objects.Single(item => item!["kind"]!.GetValue<string>() == "DestinationRule")!;
        rule["apiVersion"]!.GetValue<string>().ShouldBe("networking.istio.io/v1");
        rule["spec"]!["subsets"]![0]!["name"]!.GetValue<string>().ShouldBe("v1");
        objects.ShouldNotContain(item => item!["kind"]!.GetValue<string>() == "Secret");
    }

    [Fact]
    public async Task Authorization_Has_PoliciesByNamespace()
    {
        var policies = (await replica.JsonAsync("authorizationz"))["authorization_policies"]!;
        policies["root_namespace"]!.GetValue<string>().ShouldBe("istio-system");
        var policy = policies["namespace_to_policies"]!["default"]!.AsArray().ShouldHaveSingleItem()!;
        policy["name"]!.GetValue<string>().ShouldBe("nobody");
        policy["spec"]!["action"]!.GetValue<string>().ShouldBe("DENY");
    }

    [Fact]
    public async Task Telemetry_OfAProxy_IsWhatAppliesToIt()
    {
        using var reviews = replica.Open("telemetry-reviews", "reviews");
        await reviews.SubscribeAsync(TypeUrls.Cluster, []);
        await reviews.NextAsync();
        using var ratings = replica.Open("telemetry-ratings", "ratings");
        await ratings.SubscribeAsync(TypeUrls.Cluster, []);
        await ratings.NextAsync();

        (await replica.JsonAsync("telemetryz"))["telemetries"]!["namespace_to_telemetries"]!["default"]!.AsArray().Count.ShouldBe(1);
        (await replica.JsonAsync("telemetryz?proxyID=telemetry-reviews.default")).AsArray().ShouldBeEmpty();
        (await replica.JsonAsync("telemetryz?proxyID=telemetry-ratings.default")).AsArray()
            .ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("quiet");
    }

    [Fact]
    public async Task Kinds_And_Clusters_AreThoseWatched()
    {
        (await replica.JsonAsync("resourcesz")).AsArray().Select(kind => kind!["kind"]!.GetValue<string>()).ShouldContain("VirtualService");
        var cluster = (await replica.JsonAsync("clusterz")).AsArray().ShouldHaveSingleItem()!;
        JsonNode.DeepEquals(cluster, JsonNode.Parse("""{"id":"Kubernetes","secretName":"","syncStatus":"synced"}""")).ShouldBeTrue();
    }
}
