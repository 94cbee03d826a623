using MeshActors.Actors.Actor;
using MeshActors.Actors.Event;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Actors.TestKit;
using MeshActors.Actors.Tests.Sharding;

namespace MeshActors.Actors.Tests.Remote;

public sealed class ReplicaLinkTests : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(TestMessages.Register);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Messages_ToAnotherReplica_ArriveInOrderWithTheirSender()
    {
        var (a, b) = await PairAsync();
        var near = _cluster.CreateTestProbe(a);
        var far = _cluster.CreateTestProbe(b);
        var remote = a.Links.ActorAt("b", far.Ref.Path.ToStringWithoutAddress());

        for (var i = 0; i < 500; i++)
        {
            near.Send(remote, new Number(i));
        }

        for (var i = 0; i < 500; i++)
        {
            await far.ExpectMsgAsync(new Number(i));
        }

        far.LastSender.ShouldBe(near.Ref);
        far.Reply(new Number(-1 & 0xffff));
        await near.ExpectMsgAsync(new Number(0xffff));
    }

    [Fact]
    public async Task Watch_OfRemoteActor_TellsWhenItStops()
    {
        var (a, b) = await PairAsync();
        var near = _cluster.CreateTestProbe(a);
        var far = b.System.ActorOf(Props.Create(() => new WhereEntity("far")), "far");
        var remote = a.Links.ActorAt("b", "/user/far");
        await near.WatchAsync(remote);

        b.System.Stop(far);

        var gone = await near.ExpectTerminatedAsync(remote);
        gone.AddressTerminated.ShouldBeFalse();
    }

    [Fact]
    public async Task Watch_OfRemoteActor_TellsWhenTheLinkBreaks()
    {
        var (a, b) = await PairAsync();
        var near = _cluster.CreateTestProbe(a);
        b.System.ActorOf(Props.Create(() => new WhereEntity("far")), "far");
        var remote = a.Links.ActorAt("b", "/user/far");
        await near.WatchAsync(remote);

        _cluster.Network.Break("a", "b");

        (await near.ExpectTerminatedAsync(remote)).AddressTerminated.ShouldBeTrue();
    }

    [Fact]
    public async Task Unwatch_OfRemoteActor_IsSilent()
    {
        var (a, b) = await PairAsync();
        var near = _cluster.CreateTestProbe(a);
        var far = b.System.ActorOf(Props.Create(() => new WhereEntity("far")), "far");
        var remote = a.Links.ActorAt("b", "/user/far");
        await near.WatchAsync(remote);
        await near.UnwatchAsync(remote);

        b.System.Stop(far);

        await near.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Link_ThatBreaks_ComesUpAgainAndCarries()
    {
        var (a, b) = await PairAsync();
        var events = _cluster.CreateTestProbe(a);
        a.Cluster.Subscribe(events.Ref);
        await events.ExpectMsgAsync<ClusterEvent.ViewChanged>();
        var far = _cluster.CreateTestProbe(b);
        var remote = a.Links.ActorAt("b", far.Ref.Path.ToStringWithoutAddress());

        _cluster.Network.Break("a", "b");
        (await events.ExpectMsgAsync<ClusterEvent.UnreachableMember>()).Member.Id.ShouldBe("b");
        remote.Tell(new Number(1));
        await far.ExpectNoMsgAsync();
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(2));

        (await events.ExpectMsgAsync<ClusterEvent.ReachableMember>()).Member.Id.ShouldBe("b");
        remote.Tell(new Number(2));
        await far.ExpectMsgAsync(new Number(2));
    }

    [Fact]
    public async Task Link_ThatFallsSilent_CountsAsLostOnBothSides()
    {
        var (a, b) = await PairAsync();
        var onA = _cluster.CreateTestProbe(a);
        var onB = _cluster.CreateTestProbe(b);
        a.Cluster.Subscribe(onA.Ref);
        b.Cluster.Subscribe(onB.Ref);

        _cluster.Network.Partition("a", "b");
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(6));

        await onA.FishForMessageAsync<ClusterEvent.UnreachableMember>();
        await onB.FishForMessageAsync<ClusterEvent.UnreachableMember>();
        a.Cluster.View.Find("b").ShouldNotBeNull("the store still hears both");
    }

    [Fact]
    public async Task Address_WhereAnotherReplicaLivesNow_IsNotTakenForTheOneThatWasThere()
    {
        var (a, b) = await PairAsync();
        var events = _cluster.CreateTestProbe(a);
        a.Cluster.Subscribe(events.Ref);
        await _cluster.KillAsync(b);
        await events.FishForMessageAsync<ClusterEvent.UnreachableMember>(e => e.Member.Id == "b");

        _cluster.Start("c", address: "b");
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(5));

        a.Cluster.View.Find("b").ShouldNotBeNull("its lease still holds");
        (await events.ReceiveAllAsync()).Where(e => e is ClusterEvent.ReachableMember or ClusterEvent.UnreachableMember).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_HeldByAPartition_DoNotArriveOverANewConnection()
    {
        var (a, b) = await PairAsync();
        var far = _cluster.CreateTestProbe(b);
        var remote = a.Links.ActorAt("b", far.Ref.Path.ToStringWithoutAddress());
        _cluster.Network.Partition("a", "b");
        remote.Tell(new Number(1));
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        _cluster.Network.Heal("a", "b");
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        remote.Tell(new Number(2));

        await far.ExpectMsgAsync(new Number(2));
        await far.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Peer_ThatReadsNothing_CostsTheLinkAndNotTheMemory()
    {
        var a = _cluster.Start("a", links: new LinkSettings { MaxPendingBytes = 10_000 });
        var b = _cluster.Start("b");
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        var events = _cluster.CreateTestProbe(a);
        a.Cluster.Subscribe(events.Ref);
        var remote = a.Links.ActorAt("b", "/user/nobody");
        _cluster.Network.Stall("b");

        for (var i = 0; i < 5_000; i++)
        {
            remote.Tell(new Where("twenty bytes of text"));
        }

        (await events.FishForMessageAsync<ClusterEvent.UnreachableMember>()).Member.Id.ShouldBe(b.Id);
    }

    [Fact]
    public async Task Message_ThatIsNotRegistered_BecomesDeadLetterAndTheLinkGoesOn()
    {
        var (a, b) = await PairAsync();
        var letters = _cluster.CreateTestProbe(a);
        a.System.EventStream.Subscribe<DeadLetter>(letters.Ref);
        var far = _cluster.CreateTestProbe(b);
        var remote = a.Links.ActorAt("b", far.Ref.Path.ToStringWithoutAddress());

        remote.Tell("strings are not registered");
        remote.Tell(new Number(7));

        (await letters.ExpectMsgAsync<DeadLetter>()).Message.ShouldBe("strings are not registered");
        await far.ExpectMsgAsync(new Number(7));
    }

    [Fact]
    public async Task Message_ToAPathWithoutActor_BecomesDeadLetterThere()
    {
        var (a, b) = await PairAsync();
        var letters = _cluster.CreateTestProbe(b);
        b.System.EventStream.Subscribe<DeadLetter>(letters.Ref);

        a.Links.ActorAt("b", "/user/nobody").Tell(new Number(3));

        (await letters.ExpectMsgAsync<DeadLetter>()).Message.ShouldBe(new Number(3));
    }

    [Fact]
    public async Task Ask_AcrossTheLink_IsAnsweredAndForgotten()
    {
        var (a, b) = await PairAsync();
        b.System.ActorOf(Props.Create(() => new WhereEntity("far")), "far");

        var here = await a.Links.ActorAt("b", "/user/far").Ask<Here>(new Where("hello"));

        here.ShouldBe(new Here("b", "far", "hello"));
    }

    private async Task<(TestReplica A, TestReplica B)> PairAsync()
    {
        var replicas = await _cluster.StartAsync("a", "b");
        return (replicas[0], replicas[1]);
    }
}
