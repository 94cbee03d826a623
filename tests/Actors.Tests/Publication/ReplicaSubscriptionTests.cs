using MeshActors.Actors.Actor;
using MeshActors.Actors.Publication;
using MeshActors.Actors.TestKit;
using MeshActors.Actors.Tests.Sharding;

namespace MeshActors.Actors.Tests.Publication;

public sealed class ReplicaSubscriptionTests : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(TestMessages.Register);
    private readonly Source _source = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Listeners_OnEveryReplica_HearTheNewestValue()
    {
        var replicas = await StartAsync("a", "b", "c");
        var probes = replicas.Select(r => Listen(r, "x")).ToArray();

        _source.Version = 5;
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(3));

        foreach (var probe in probes)
        {
            var values = (await probe.ReceiveAllAsync()).Cast<Updated<Number>>().Select(u => u.Value.Value).ToList();
            values.ShouldBe(values.Order());
            values[^1].ShouldBe(5);
        }
    }

    [Fact]
    public async Task Listener_ThatComesLater_HearsTheValueAtHand()
    {
        var a = (await StartAsync("a"))[0];
        _source.Version = 2;
        var subscription = VersionEntity.SubscribeOn(a, "x");
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(2));
        var probe = _cluster.CreateTestProbe(a);

        subscription.Tell(new Follow(probe.Ref));

        (await probe.ExpectMsgAsync<Updated<Number>>()).Value.Value.ShouldBe(2);
    }

    [Fact]
    public async Task Gate_WithContentFromANewerViewButOlderVersion_DropsItAndKeepsTheOldPublisher()
    {
        var gate = new VersionGate();
        gate.Judge(new Stamp(1, 10)).ShouldBe(Novelty.Newer);

        gate.Judge(new Stamp(2, 9)).ShouldBe(Novelty.Older);
        gate.Judge(new Stamp(1, 11)).ShouldBe(Novelty.Newer);
        gate.Judge(new Stamp(2, 11)).ShouldBe(Novelty.Same);
        gate.Judge(new Stamp(1, 12)).ShouldBe(Novelty.Older);
        gate.Judge(new Stamp(2, 12)).ShouldBe(Novelty.Newer);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Listeners_UnderRandomKillsPartitionsAndJoins_NeverHearAnOlderValueAfterANewer(int seed)
    {
        var random = new Random(seed);
        var chaos = new ClusterChaos(_cluster, random, replica => VersionEntity.StartOn(replica, _source));
        await chaos.StartAsync(3);
        var probes = new Dictionary<TestReplica, TestProbe[]>();

        for (var step = 0; step < 60; step++)
        {
            foreach (var replica in _cluster.Replicas.Where(r => !probes.ContainsKey(r)))
            {
                probes[replica] = [Listen(replica, "x"), Listen(replica, "y")];
            }

            _source.Version += random.Next(3);
            await chaos.StepAsync();
            await _cluster.AdvanceAsync(TimeSpan.FromMilliseconds(random.Next(50, 1500)));
        }

        await chaos.HealAsync();
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(120));
        foreach (var probe in _cluster.Replicas.SelectMany(r => probes.GetValueOrDefault(r, [])))
        {
            var updates = (await probe.ReceiveAllAsync()).Cast<Updated<Number>>().ToList();
            updates.Select(u => u.Stamp.Version).ShouldBeInOrder(SortDirection.Ascending);
            updates.Select(u => u.Stamp.View).ShouldBeInOrder(SortDirection.Ascending);
            updates[^1].Value.Value.ShouldBe(_source.Version, "in the end everyone has the newest");
        }
    }

    private TestProbe Listen(TestReplica replica, string entityId)
    {
        var probe = _cluster.CreateTestProbe(replica);
        VersionEntity.SubscribeOn(replica, entityId).Tell(new Follow(probe.Ref));
        return probe;
    }

    private async Task<TestReplica[]> StartAsync(params string[] ids)
    {
        var replicas = ids.Select(id => _cluster.Start(id)).ToArray();
        foreach (var replica in replicas)
        {
            VersionEntity.StartOn(replica, _source);
        }

        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        return replicas;
    }
}
