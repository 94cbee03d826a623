using MeshActors.Actors.Actor;
using MeshActors.Actors.Sharding;
using MeshActors.Actors.TestKit;

namespace MeshActors.Actors.Tests.Sharding;

public sealed class ShardRegionTests : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(TestMessages.Register);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Message_FromAnyReplica_ReachesTheEntityAtItsOwner()
    {
        var (replicas, regions) = await StartAsync("a", "b", "c");
        var probe = _cluster.CreateTestProbe(replicas[0]);

        var owners = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            var id = $"ns-{i}";
            probe.Send(regions[0], new ShardingEnvelope(id, new Where("q")));
            var here = await probe.ExpectMsgAsync<Here>();
            here.Entity.ShouldBe(id);
            here.Replica.ShouldBe(WhereEntity.OwnerOf(id, replicas[0].Cluster.View));
            owners.Add(here.Replica);
        }

        owners.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Message_BeforeTheFirstView_WaitsForIt()
    {
        var replica = _cluster.Start("a");
        var region = WhereEntity.StartOn(replica);
        var probe = _cluster.CreateTestProbe(replica);

        probe.Send(region, new ShardingEnvelope("x", new Where("early")));

        (await probe.ExpectMsgAsync<Here>()).Text.ShouldBe("early");
    }

    [Fact]
    public async Task Shards_OfKilledReplica_AreServedByOthersAtOnce()
    {
        var (replicas, regions) = await StartAsync("a", "b", "c");
        var probe = _cluster.CreateTestProbe(replicas[0]);
        var id = EntityOf("b", replicas);
        probe.Send(regions[0], new ShardingEnvelope(id, new Where("before")));
        (await probe.ExpectMsgAsync<Here>()).Replica.ShouldBe("b");

        await _cluster.KillAsync(replicas[1]);
        await _cluster.AwaitQuiescenceAsync();
        probe.Send(regions[0], new ShardingEnvelope(id, new Where("after")));

        (await probe.ExpectMsgAsync<Here>()).Replica.ShouldNotBe("b");
        replicas[0].Cluster.View.Find("b").ShouldNotBeNull("no lease has expired yet");
    }

    [Fact]
    public async Task Shards_WhenAReplicaJoins_MoveToItAndOldEntitiesStop()
    {
        var (replicas, regions) = await StartAsync("a", "b");
        var probe = _cluster.CreateTestProbe(replicas[0]);
        var ids = Enumerable.Range(0, 40).Select(i => $"e{i}").ToList();
        foreach (var id in ids)
        {
            probe.Send(regions[0], new ShardingEnvelope(id, new Where("q")));
            await probe.ExpectMsgAsync<Here>();
        }

        var (joined, _) = await StartAsync("c");
        await _cluster.AwaitQuiescenceAsync();

        foreach (var id in ids)
        {
            probe.Send(regions[0], new ShardingEnvelope(id, new Where("q")));
            (await probe.ExpectMsgAsync<Here>()).Replica.ShouldBe(WhereEntity.OwnerOf(id, joined[0].Cluster.View));
        }

        probe.Send(regions[0], new ShardRegion.GetShardRegionState());
        var shards = (await probe.ExpectMsgAsync<ShardRegion.CurrentShardRegionState>()).Shards;
        foreach (var shard in shards)
        {
            Membership.KeyOwner.Of($"{WhereEntity.TypeName}/{shard}", joined[0].Cluster.View).ShouldBe("a");
        }
    }

    [Fact]
    public async Task Entity_ThatPassivates_StartsAgainWithTheNextMessage()
    {
        var (replicas, regions) = await StartAsync("a");
        var probe = _cluster.CreateTestProbe(replicas[0]);
        regions[0].Tell(new ShardingEnvelope("x", "rest"));
        for (var i = 0; i < 20; i++)
        {
            probe.Send(regions[0], new ShardingEnvelope("x", new Where($"{i}")));
        }

        for (var i = 0; i < 20; i++)
        {
            (await probe.ExpectMsgAsync<Here>()).Text.ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task StartEntity_OnAnotherReplica_IsAcknowledged()
    {
        var (replicas, regions) = await StartAsync("a", "b");
        var probe = _cluster.CreateTestProbe(replicas[0]);
        var id = EntityOf("b", replicas);

        probe.Send(regions[0], new ShardRegion.StartEntity(id));

        (await probe.ExpectMsgAsync<ShardRegion.StartEntityAck>()).EntityId.ShouldBe(id);
    }

    [Fact]
    public async Task Message_FromRegionThatIsAhead_WaitsUntilThisOneHasCaughtUp()
    {
        var (replicas, regions) = await StartAsync("a");
        var probe = _cluster.CreateTestProbe(replicas[0]);
        var next = replicas[0].Cluster.View.Number + 1;

        probe.Send(regions[0], new RoutedMessage(next, 1, new ShardingEnvelope("x", new Where("ahead"))));
        await probe.ExpectNoMsgAsync();
        await StartAsync("b");

        (await probe.ExpectMsgAsync<Here>()).Text.ShouldBe("ahead");
    }

    [Fact]
    public async Task EntityId_WithSlashesAndSpaces_IsAnActorAllTheSame()
    {
        var (replicas, regions) = await StartAsync("a");
        var probe = _cluster.CreateTestProbe(replicas[0]);

        probe.Send(regions[0], new ShardingEnvelope("cluster 1/apps/v1#x", new Where("q")));

        (await probe.ExpectMsgAsync<Here>()).Entity.ShouldBe("cluster 1/apps/v1#x");
    }

    [Fact]
    public async Task Ask_OfAnEntityElsewhere_IsAnswered()
    {
        var (replicas, regions) = await StartAsync("a", "b");

        var here = await regions[0].Ask<Here>(new ShardingEnvelope(EntityOf("b", replicas), new Where("asked")));

        here.Replica.ShouldBe("b");
    }

    private static string EntityOf(string replica, TestReplica[] replicas) =>
        Enumerable.Range(0, 1000).Select(i => $"id-{i}").First(id => WhereEntity.OwnerOf(id, replicas[0].Cluster.View) == replica);

    private async Task<(TestReplica[] Replicas, IActorRef[] Regions)> StartAsync(params string[] ids)
    {
        var replicas = ids.Select(id => _cluster.Start(id)).ToArray();
        var regions = replicas.Select(r => WhereEntity.StartOn(r)).ToArray();
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        return (replicas, regions);
    }
}
