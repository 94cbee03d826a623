using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Actors.Discovery.Streams;

namespace MeshActors.Actors.Discovery.Tests.Features;

public sealed class RehearsalTests
{
    [Fact]
    public async Task Run_OnAWholeView_EndsAndLeavesNobodyConnected()
    {
        await using var ads = await AdsFixture.StartAsync();

        await Rehearsal(ads, ads.Hub).RunAsync(Bookinfo.Node("default", "productpage"), CancellationToken.None);

        (await ads.ConnectionsAsync()).ShouldBeEmpty();
        await ads.Mesh.Kit.AwaitQuiescenceAsync();
        var status = await ads.Hub.Ask<ScopeHubStatus>(GetScopeHubStatus.Instance, TimeSpan.FromMinutes(1), CancellationToken.None);
        status.ShouldBe(new(0, 0));
    }

    [Fact]
    public async Task Run_WhereNobodyAnswers_EndsWhenItIsBrokenOff()
    {
        await using var ads = await AdsFixture.StartAsync();
        var hub = ads.Mesh.Kit.CreateTestProbe("hub");
        using var limit = new CancellationTokenSource();

        var run = Rehearsal(ads, hub.Ref).RunAsync(Bookinfo.Node("default", "productpage"), limit.Token);
        var proxy = (await hub.ExpectMsgAsync<JoinScope>()).Proxy;
        await hub.WatchAsync(proxy);
        run.IsCompleted.ShouldBeFalse();
        await limit.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
        await hub.ExpectTerminatedAsync(proxy);
    }

    [Fact]
    public async Task Run_OfANodeThatIsNone_SaysWhy()
    {
        await using var ads = await AdsFixture.StartAsync();

        var run = Rehearsal(ads, ads.Hub).RunAsync(new() { Id = "somebody" }, CancellationToken.None);

        (await Should.ThrowAsync<ArgumentException>(run)).Message.ShouldContain("somebody");
    }

    private static Rehearsal Rehearsal(AdsFixture ads, IActorRef hub) => new(ads.Mesh.Kit.Sys, hub, ads.Settings);
}
