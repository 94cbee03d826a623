using System.Net;
using Envoy.Admin.V3;
using MeshActors.EnvoyApi;
using MeshActors.Testing.Xds;

namespace MeshActors.Host.Tests.Debugging;

/// <summary>Pages about connected proxies.</summary>
public sealed class ProxyPagesTests(RunningReplica replica) : IClassFixture<RunningReplica>
{
    private const string Reviews = "outbound|9080||reviews.default.svc.cluster.local";

    [Fact]
    public async Task ConfigDump_HasWhatTheProxyHolds_InEnvoysOrder()
    {
        using var stream = replica.Open("dumped", "client");
        var clusters = await AskAsync(stream, TypeUrls.Cluster);
        var endpoints = await AskAsync(stream, TypeUrls.Endpoint, Reviews);
        var listeners = await AskAsync(stream, TypeUrls.Listener);
        await AskAsync(stream, TypeUrls.Route, "9080");

        var dump = EnvoyJson.Parse<ConfigDump>((await replica.GetAsync("config_dump?proxyID=dumped.default")).Text);
        dump.Configs.Select(config => config.TypeUrl[(config.TypeUrl.LastIndexOf('.') + 1)..]).ShouldBe(
            ["BootstrapConfigDump", "ClustersConfigDump", "ListenersConfigDump", "ScopedRoutesConfigDump", "RoutesConfigDump", "SecretsConfigDump", "EcdsConfigDump"]);
        ClustersConfigDump.Parser.ParseFrom(dump.Configs[1].Value).DynamicActiveClusters
            .Select(cluster => Envoy.Config.Cluster.V3.Cluster.Parser.ParseFrom(cluster.Cluster.Value).Name)
            .ShouldBe(clusters, ignoreOrder: true);
        ListenersConfigDump.Parser.ParseFrom(dump.Configs[2].Value).DynamicListeners.Select(listener => listener.Name).ShouldBe(listeners, ignoreOrder: true);
        RoutesConfigDump.Parser.ParseFrom(dump.Configs[4].Value).DynamicRouteConfigs.ShouldHaveSingleItem();

        var withEndpoints = EnvoyJson.Parse<ConfigDump>((await replica.GetAsync("config_dump?proxyID=dumped.default&include_eds")).Text);
        var held = EndpointsConfigDump.Parser.ParseFrom(withEndpoints.Configs[2].Value).DynamicEndpointConfigs.ShouldHaveSingleItem();
        Envoy.Config.Endpoint.V3.ClusterLoadAssignment.Parser.ParseFrom(held.EndpointConfig.Value).ClusterName.ShouldBe(endpoints.ShouldHaveSingleItem());
    }

    [Fact]
    public async Task Endpoints_OfOneProxyAndOfAll_AreThoseAskedFor()
    {
        using var stream = replica.Open("endpoints", "client");
        await AskAsync(stream, TypeUrls.Cluster);
        await AskAsync(stream, TypeUrls.Endpoint, Reviews);

        foreach (var page in (string[])["edsz?proxyID=endpoints.default", "edsz", "config_dump?proxyID=endpoints.default&types=eds"])
        {
            (await replica.JsonAsync(page))["configs"]!.AsArray().ShouldContain(config => config!["clusterName"]!.GetValue<string>() == Reviews, page);
        }

        (await replica.JsonAsync("cachez"))[TypeUrls.Endpoint]!.AsArray().Select(name => name!.GetValue<string>()).ShouldContain(Reviews);
        (await replica.JsonAsync("cachez?sizes=true"))["total"]!.GetValue<string>().ShouldEndWith("B");
    }

    [Theory]
    [InlineData("config_dump", HttpStatusCode.BadRequest, "?proxyID=")]
    [InlineData("ndsz", HttpStatusCode.BadRequest, "?proxyID=")]
    [InlineData("config_dump?proxyID=nobody", HttpStatusCode.NotFound, "\"nobody\" is not connected to this replica")]
    [InlineData("sidecarz?proxyID=nobody", HttpStatusCode.NotFound, "may be connected to another")]
    [InlineData("config_dump?proxyID=nobody&types=xyz", HttpStatusCode.BadRequest, "\"xyz\" is none of cds,")]
    [InlineData("adsz?push=true", HttpStatusCode.BadRequest, "nothing to push")]
    [InlineData("cachez?clear=true", HttpStatusCode.BadRequest, "nothing to clear")]
    public async Task QuestionWithoutAnswer_SaysWhy(string page, HttpStatusCode status, string reason)
    {
        var answer = await replica.GetAsync(page);
        answer.Status.ShouldBe(status);
        answer.Text.ShouldContain(reason);
    }

    [Fact]
    public async Task Sidecar_ShowsWhatTheProxySees()
    {
        using var all = replica.Open("sees-all", "client");
        await AskAsync(all, TypeUrls.Cluster);
        using var some = replica.Open("sees-some", "ratings");
        await AskAsync(some, TypeUrls.Cluster);

        var wide = await replica.JsonAsync("sidecarz?proxyID=sees-all.default");
        wide["services"]!.AsArray().Select(service => service!["hostname"]!.GetValue<string>()).ShouldContain("reviews.default.svc.cluster.local");
        wide["destinationRules"]!["reviews.default.svc.cluster.local"]![0]!["from"]![0]!["Name"]!.GetValue<string>().ShouldBe("reviews");
        wide["sidecar"].ShouldBeNull();
        var narrow = await replica.JsonAsync("sidecarz?proxyID=sees-some.default");
        narrow["name"]!.GetValue<string>().ShouldBe("for-ratings");
        narrow["services"]!.AsArray().ShouldHaveSingleItem()!["hostname"]!.GetValue<string>().ShouldBe("ratings.default.svc.cluster.local");
        narrow["sidecar"]!["egress"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Instances_AreTheServicePorts_OfTheProxysWorkload()
    {
        using var stream = replica.Open("instance", "reviews");
        await AskAsync(stream, TypeUrls.Cluster);

        var target = (await replica.JsonAsync("instancesz"))["instance.default"]!.AsArray().ShouldHaveSingleItem()!;
        target["Service"]!["hostname"]!.GetValue<string>().ShouldBe("reviews.default.svc.cluster.local");
        target["Port"]!["TargetPort"]!.GetValue<int>().ShouldBe(9080);
    }

    [Fact]
    public async Task SyncState_TellsRefusals_AndNamespacesApart()
    {
        using var stream = replica.Open("refusing", "client", "elsewhere");
        await AskAsync(stream, TypeUrls.Cluster);
        await stream.SubscribeAsync(TypeUrls.Listener, []);
        await stream.RefuseNextAsync("listeners are not to my taste");

        // Answered after the refusal has been read: requests of a stream are handled in order.
        await AskAsync(stream, TypeUrls.Route, "9080");
        var status = (await replica.JsonAsync("syncz?namespace=elsewhere")).AsArray().ShouldHaveSingleItem()!;
        status["proxy"]!.GetValue<string>().ShouldBe("refusing.elsewhere");
        status["listener_acked"].ShouldBeNull();
        status["resources"]![TypeUrls.Listener]!["lastError"]!.GetValue<string>().ShouldBe("listeners are not to my taste");
        (await replica.JsonAsync("syncz?namespace=nowhere")).AsArray().ShouldBeEmpty();
        (await replica.JsonAsync("push_status"))["pilot_total_xds_rejects"]!.AsObject()
            .ShouldContain(pair => pair.Value!["message"]!.GetValue<string>() == "listeners are not to my taste");
        var watched = (await replica.JsonAsync("adsz?proxyID=refusing.elsewhere"))["clients"]!.AsArray().ShouldHaveSingleItem()!;
        watched["labels"]!["app"]!.GetValue<string>().ShouldBe("client");
        watched["watches"]![TypeUrls.Route]![0]!.GetValue<string>().ShouldBe("9080");
    }

    private static async Task<IReadOnlyList<string>> AskAsync(DeltaStream stream, string type, params string[] names)
    {
        await stream.SubscribeAsync(type, names);
        while (true)
        {
            var response = await stream.NextAsync();
            if (response.TypeUrl == type)
            {
                return [.. response.Resources.Select(resource => resource.Name)];
            }
        }
    }
}
