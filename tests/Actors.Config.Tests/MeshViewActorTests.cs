using System.Collections;
using System.Collections.Concurrent;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Config.Tests;

public sealed class MeshViewActorTests : IAsyncLifetime
{
    private readonly TestKit.TestKit _kit = new();
    private readonly NoRegions _regions = new();
    private readonly IActorRef _views;

    public MeshViewActorTests() => _views = _kit.ActorOf(() => new MeshViewActor(_regions));

    public Task InitializeAsync() => _kit.AwaitQuiescenceAsync();

    public async Task DisposeAsync() => await _kit.DisposeAsync();

    [Fact]
    public async Task MeshOfManyNamespaces_IsReadAFewTimesAndNotOnceANamespace()
    {
        const int Count = 1000;
        var names = new CountedNames([.. Enumerable.Range(0, Count).Select(i => $"ns-{i:D4}")]);

        for (var round = 0; round < 3; round++)
        {
            _views.Tell(Mesh(names, round + 1));
            await _kit.AwaitQuiescenceAsync();
        }

        for (var i = 0; i < Count; i++)
        {
            _views.Tell(Snapshot($"ns-{i:D4}"));
        }

        (await ReadinessAsync()).IsReady.ShouldBeTrue();
        names.Read.ShouldBeLessThan(20 * Count);
    }

    [Fact]
    public async Task Readiness_WhileSnapshotsAreMissing_NamesThem()
    {
        _views.Tell(Mesh(["b", "a", "c"], 1));
        _views.Tell(Snapshot("a"));
        (await ReadinessAsync()).ShouldBe(new Readiness(false, "namespaces b, c"));

        _views.Tell(Mesh(["a", "c"], 2));
        (await ReadinessAsync()).Missing.ShouldBe("namespaces c");
        _views.Tell(Snapshot("c"));
        (await ReadinessAsync()).ShouldBe(new Readiness(true, ""));
    }

    [Fact]
    public async Task ChangeThatDoesNotFit_IsMendedByTheWholeState()
    {
        _views.Tell(Mesh(["a"], 1));
        _views.Tell(Snapshot("a"));
        await _kit.AwaitQuiescenceAsync();
        var keepsWhatIsNotHeld = SnapshotDelta.Between(new() { Namespace = "a" }, new() { Namespace = "a" }) with { Services = new([ListPart<Service>.Kept(3, 1)]) };

        _views.Tell(new FeedChange(new SnapshotTopic("a"), new(new FeedEpoch(1, 1), 2), keepsWhatIsNotHeld));
        await _kit.AwaitQuiescenceAsync();

        var asked = _regions.Told.OfType<Subscribe>().Last();
        asked.Topic.ShouldBe(new SnapshotTopic("a"));
        asked.Lost.ShouldBeTrue();
        (await ReadinessAsync()).IsReady.ShouldBeTrue();
    }

    private static FeedState Mesh(IReadOnlyList<string> names, int sequence) => new(
        MeshTopic.Instance,
        new(new FeedEpoch(1, 1), sequence),
        new MeshState(new MeshGlobals { Mesh = new(), Networks = new() }, new Dictionary<string, IReadOnlyDictionary<string, NodeFacts>>(), names));

    private static FeedState Snapshot(string ns) =>
        new(new SnapshotTopic(ns), new(new FeedEpoch(1, 1), 1), new PublishedSnapshot(new NamespaceSnapshot { Namespace = ns }));

    private async Task<Readiness> ReadinessAsync()
    {
        await _kit.AwaitQuiescenceAsync();
        _kit.TestActor.Send(_views, GetReadiness.Instance);
        return await _kit.TestActor.ExpectMsgAsync<Readiness>();
    }

    private sealed class CountedNames(string[] names) : IReadOnlyList<string>
    {
        /// <summary>How many names were looked at.</summary>
        public long Read { get; private set; }

        public int Count => names.Length;

        public string this[int index]
        {
            get
            {
                Read++;
                return names[index];
            }
        }

        public IEnumerator<string> GetEnumerator()
        {
            for (var i = 0; i < names.Length; i++)
            {
                yield return this[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Nobody owns anything here: the test itself tells the actor what it follows.</summary>
    private sealed class NoRegions : IFeedRegions
    {
        public ConcurrentQueue<object> Told { get; } = [];

        public void Tell(IFeedTopic topic, object message, IActorRef sender) => Told.Enqueue(message);
    }
}
