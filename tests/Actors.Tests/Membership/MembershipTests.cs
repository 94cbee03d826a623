using MeshActors.Actors.Membership;
using MeshActors.Actors.TestKit;

namespace MeshActors.Actors.Tests.Membership;

public sealed class MembershipTests : IAsyncDisposable
{
    private readonly TestCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Replicas_ThatStart_ComeToOneView()
    {
        var replicas = await _cluster.StartAsync("a", "b", "c");

        foreach (var replica in replicas)
        {
            replica.Cluster.View.Members.Select(m => m.Id).ShouldBe(["a", "b", "c"]);
            replica.Cluster.View.Number.ShouldBe(replicas[0].Cluster.View.Number);
        }
    }

    [Fact]
    public async Task Replica_ThatIsKilled_IsEvictedAfterItsLeaseAndNotBefore()
    {
        var replicas = await _cluster.StartAsync("a", "b", "c");

        await _cluster.KillAsync(replicas[1]);
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(7));
        replicas[0].Cluster.View.Find("b").ShouldNotBeNull();
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(6));

        replicas[0].Cluster.View.Find("b").ShouldBeNull();
        replicas[2].Cluster.View.Number.ShouldBe(replicas[0].Cluster.View.Number);
    }

    [Fact]
    public async Task Replica_ThatLeaves_IsGoneAtOnce()
    {
        var replicas = await _cluster.StartAsync("a", "b");

        await _cluster.LeaveAsync(replicas[1]);
        await _cluster.AwaitQuiescenceAsync();

        replicas[0].Cluster.View.Members.Select(m => m.Id).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Store_ThatIsAway_LeavesTheViewAndStopsWrites()
    {
        var replicas = await _cluster.StartAsync("a", "b");
        var fence = replicas[0].Cluster.WriteFence(KeyOwnedBy("a", replicas[0].Cluster.View));
        fence.MayWrite.ShouldBeTrue();
        var view = replicas[0].Cluster.View;

        foreach (var replica in replicas)
        {
            replica.Store.IsReachable = false;
        }

        await _cluster.AdvanceAsync(TimeSpan.FromMinutes(2));
        fence.MayWrite.ShouldBeFalse();
        replicas[0].Cluster.View.ShouldBeSameAs(view);

        foreach (var replica in replicas)
        {
            replica.Store.IsReachable = true;
        }

        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(15));
        fence.MayWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task Replica_WithoutStore_StopsWritingBeforeItsShardsAreWrittenByOthers()
    {
        var replicas = await _cluster.StartAsync("a", "b");
        var key = KeyOwnedBy("a", replicas[0].Cluster.View);
        var old = replicas[0].Cluster.WriteFence(key);
        var next = replicas[1].Cluster.WriteFence(key);
        replicas[0].Store.IsReachable = false;

        var stoppedAt = -1;
        var takenAt = -1;
        for (var step = 0; step < 200; step++)
        {
            await _cluster.AdvanceAsync(TimeSpan.FromMilliseconds(100));
            (old.MayWrite && next.MayWrite).ShouldBeFalse($"both write at {step * 100} ms");
            stoppedAt = stoppedAt < 0 && !old.MayWrite ? step : stoppedAt;
            takenAt = takenAt < 0 && next.MayWrite ? step : takenAt;
        }

        stoppedAt.ShouldBeInRange(0, takenAt - 1);
    }

    [Fact]
    public async Task Replica_ThatWasEvicted_JoinsAgainAsNewIncarnation()
    {
        var replicas = await _cluster.StartAsync("a", "b");
        replicas[0].Store.IsReachable = false;
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(20));
        replicas[1].Cluster.View.Find("a").ShouldBeNull();

        replicas[0].Store.IsReachable = true;
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        replicas[1].Cluster.View.Find("a")!.Incarnation.ShouldBe(2);
        replicas[0].Cluster.WriteFence(KeyOwnedBy("a", replicas[1].Cluster.View)).MayWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task Renewal_WhoseAnswerIsLost_DoesNotCostTheLease()
    {
        var replicas = await _cluster.StartAsync("a", "b");

        replicas[0].Store.LosesAnswers = true;
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
        replicas[0].Store.LosesAnswers = false;
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        replicas[0].Cluster.SelfMember.Incarnation.ShouldBe(1);
        replicas[1].Cluster.View.Find("a").ShouldNotBeNull();
    }

    [Fact]
    public async Task Subscriber_HearsViewThenMembers()
    {
        var a = (await _cluster.StartAsync("a"))[0];
        var probe = _cluster.CreateTestProbe(a);
        a.Cluster.Subscribe(probe.Ref);
        (await probe.ExpectMsgAsync<ClusterEvent.ViewChanged>()).View.ShouldBeSameAs(a.Cluster.View);

        var b = (await _cluster.StartAsync("b"))[0];

        (await probe.ExpectMsgAsync<ClusterEvent.ViewChanged>()).View.Find("b").ShouldNotBeNull();
        (await probe.ExpectMsgAsync<ClusterEvent.MemberUp>()).Member.Id.ShouldBe("b");
        await _cluster.LeaveAsync(b);
        await probe.FishForMessageAsync<ClusterEvent.MemberRemoved>(e => e.Member.Id == "b");
    }

    [Fact]
    public async Task Permit_ThatIsHeld_KeepsTheNextOwnerFromWriting()
    {
        var a = (await _cluster.StartAsync("a"))[0];
        var key = KeyOwnedBy("b", new MembershipView(1, [new Member("a", "a"), new Member("b", "b")]));
        a.Cluster.WriteFence(key).TryBegin(out var permit).ShouldBeTrue();

        var b = (await _cluster.StartAsync("b"))[0];
        b.Cluster.WriteFence(key).MayWrite.ShouldBeFalse();
        a.Cluster.WriteFence(key).MayWrite.ShouldBeFalse();
        permit.Dispose();
        await _cluster.AwaitQuiescenceAsync();

        b.Cluster.WriteFence(key).MayWrite.ShouldBeTrue();
    }

    private static string KeyOwnedBy(string id, MembershipView view) =>
        Enumerable.Range(0, 10_000).Select(i => $"test/{i}").First(key => Rendezvous.Owner(key, view.Members)!.Id == id);
}
