using MeshActors.Grpc;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Features;

public sealed class BadClientTests
{
    [Fact]
    public async Task FirstRequestWithoutNode_IsRefused()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDeltaWithoutNode();

        await client.SubscribeAsync(XdsType.Cluster);

        var status = await client.EndAsync();
        status.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        status.Detail.ShouldContain("missing node information");
    }

    [Fact]
    public async Task NodeThatCannotBeRead_IsRefusedWithTheReason()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta(with: node => node.Id = "nonsense");

        await client.SubscribeAsync(XdsType.Cluster);

        var status = await client.EndAsync();
        status.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        status.Detail.ShouldContain("type~ip~id~domain");
    }

    [Fact]
    public async Task MoreNamesThanAllowed_EndTheStreamWithAReason()
    {
        await using var ads = await AdsFixture.StartAsync(settings => settings with { MaxNames = 100 });
        using var client = ads.OpenDelta();
        await client.SubscribeAsync(XdsType.Endpoint, [.. Enumerable.Range(0, 60).Select(i => $"a{i}")]);

        await client.SubscribeAsync(XdsType.Endpoint, [.. Enumerable.Range(0, 60).Select(i => $"b{i}")]);

        var status = await client.EndAsync();
        status.StatusCode.ShouldBe(StatusCode.ResourceExhausted, status.Detail);
        status.Detail.ShouldBe("eds: 120 resource names are more than the 100 that one stream may ask for.");
        ads.Settings.Connections.Count.ShouldBe(0);
    }

    [Fact]
    public async Task NameTooLong_EndsTheStreamWithAReason()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();

        await client.SubscribeAsync(XdsType.Route, new string('x', 5000));

        (await client.EndAsync()).StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task TenThousandNames_AreAllAnswered()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();

        await client.SubscribeAsync(XdsType.Endpoint, [.. Enumerable.Range(0, 10_000).Select(i => $"outbound|80||s{i}.default.svc.cluster.local")]);

        (await client.NextAsync()).Resources.Count.ShouldBe(10_000);
    }

    [Fact]
    public async Task ServerEndsAllStreams_ClientsHearTheStatus()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();
        await client.SubscribeAsync(XdsType.Cluster);
        await client.NextAsync();

        ads.Settings.Connections.EndAll(new(StatusCode.Unavailable, "the replica stops"));

        (await client.EndAsync()).ShouldBe(new RpcStatus(StatusCode.Unavailable, "the replica stops"));
    }
    [Fact]
    public async Task ServerEndsAStreamWhileItWrites_ClientGetsTheResponseAndThenTheStatus()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();

        // More than the window of a client that does not read.
        await client.SubscribeAsync(XdsType.Endpoint, [.. Enumerable.Range(0, 10_000).Select(i => $"outbound|80||s{i}.default.svc.cluster.local")]);
        await client.BegunAsync();

        ads.Settings.Connections.EndAll(new(StatusCode.Unavailable, "the replica stops"));

        (await client.TakeAsync()).Resources.Count.ShouldBe(10_000);
        (await client.EndAsync()).ShouldBe(new RpcStatus(StatusCode.Unavailable, "the replica stops"));
    }
}
