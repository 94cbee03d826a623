using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Objects;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Features;

public sealed class SotwFeatureTests
{
    [Fact]
    public async Task Service_Deleted_WholeClustersWithoutIt()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenSotw();
        await client.SubscribeAsync(XdsType.Cluster);
        Clusters(await client.NextAsync()).ShouldContain(Bookinfo.Ratings);

        ads.Mesh.Objects.Delete(ResourceKinds.Service, "default", "ratings");

        var after = Clusters(await client.NextAsync());
        after.ShouldNotContain(Bookinfo.Ratings);
        after.ShouldContain(Bookinfo.Reviews);
    }

    [Fact]
    public async Task EndpointSlice_Changed_OneLoadAssignment()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenSotw();
        await client.SubscribeAsync(XdsType.Endpoint, Bookinfo.Ratings, Bookinfo.Reviews);
        var first = await client.NextAsync();
        if (first.Resources.Count < 2)
        {
            await client.NextAsync();
        }

        ads.Mesh.Objects.Apply(Bookinfo.Slice("ratings", "10.0.0.77"));

        var changed = await client.NextAsync();
        changed.Resources.ShouldHaveSingleItem().Unpack<ClusterLoadAssignment>().ClusterName.ShouldBe(Bookinfo.Ratings);
        changed.VersionInfo.ShouldNotBe(first.VersionInfo);
    }

    [Fact]
    public async Task ProxylessGrpc_AsksByNameForAllTypes()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenSotw(with: node => node.Metadata.Fields["GENERATOR"] = Value.ForString("grpc"));

        await client.SubscribeAsync(XdsType.Listener, "reviews.default.svc.cluster.local:9080");
        (await client.NextAsync()).Resources.ShouldHaveSingleItem();
        await client.SubscribeAsync(XdsType.Route, Bookinfo.Reviews);
        (await client.NextAsync()).TypeUrl.ShouldBe(TypeUrls.Route);
        await client.SubscribeAsync(XdsType.Cluster, Bookinfo.Reviews);
        Clusters(await client.NextAsync()).ShouldBe([Bookinfo.Reviews]);
        await client.SubscribeAsync(XdsType.Endpoint, Bookinfo.Reviews);
        (await client.NextAsync()).Resources.ShouldHaveSingleItem().Unpack<ClusterLoadAssignment>().Endpoints.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task UnknownType_IsNotAnsweredAndDoesNoHarm()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenSotw();
        await client.SendAsync(new() { TypeUrl = "type.googleapis.com/istio.v1.HealthInformation" });
        await client.SendAsync(new() { TypeUrl = "nonsense" });

        await client.SubscribeAsync(XdsType.Listener);

        (await client.NextAsync()).TypeUrl.ShouldBe(TypeUrls.Listener);
    }

    private static IEnumerable<string> Clusters(DiscoveryResponse response) => response.Resources.Select(any => any.Unpack<Cluster>().Name);
}
