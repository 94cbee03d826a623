using System.Collections;
using System.Collections.Concurrent;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Config.Tests;

public sealed class MeshViewActorTests : IAsyncLifetime
{
    private readonly TestKit.TestKit _kit = new();
    private readonly NoRegions _regions = new();
    private readonly TestNames _dns = new();
    private int _followers;
    private readonly IActorRef _views;

    public MeshViewActorTests() => _views = _kit.ActorOf(() => new MeshViewActor(_regions, _dns));

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
    public async Task NamespaceListedBeforeTheFirstViewIsAssembled_IsWaitedFor()
    {
        // In the mailbox before the actor asks itself to assemble, which it does when "a" has come.
        _regions.OnTell = () =>
        {
            _regions.OnTell = null;
            _views.Tell(Snapshot("a"));
            _views.Tell(Mesh(["a", "b"], 2));
        };

        _views.Tell(Mesh(["a"], 1));
        (await ReadinessAsync()).ShouldBe(new Readiness(false, "namespaces b"));

        _views.Tell(Snapshot("b"));
        (await ViewAsync()).Namespaces.ShouldBe(["a", "b"], ignoreOrder: true);
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

    [Fact]
    public async Task GatewayKnownByName_FirstViewWaitsForItsAddresses()
    {
        _views.Tell(Named("elb.example.com"));
        (await ReadinessAsync()).ShouldBe(new Readiness(false, "the addresses of network gateways"));

        await _dns.AnswerAsync("elb.example.com", "203.0.113.2", "203.0.113.1");
        (await ReadinessAsync()).IsReady.ShouldBeTrue();

        (await ViewAsync()).Globals.GatewayAddresses["elb.example.com"].ShouldBe(["203.0.113.1", "203.0.113.2"]);
    }

    [Fact]
    public async Task GatewayKnownByName_IsAskedForAgainAndKeepsWhatWasKnown()
    {
        _views.Tell(Named("elb.example.com"));
        await _kit.AwaitQuiescenceAsync();
        await _dns.AnswerAsync("elb.example.com", "203.0.113.1");
        (await ReadinessAsync()).IsReady.ShouldBeTrue();

        await _kit.AdvanceAsync(TimeSpan.FromSeconds(31));
        await _dns.AnswerAsync("elb.example.com");
        (await ViewAsync()).Globals.GatewayAddresses["elb.example.com"].ShouldBe(["203.0.113.1"]);

        await _kit.AdvanceAsync(TimeSpan.FromSeconds(31));
        await _dns.AnswerAsync("elb.example.com", "203.0.113.7");
        (await ViewAsync()).Globals.GatewayAddresses["elb.example.com"].ShouldBe(["203.0.113.7"]);
    }

    [Fact]
    public async Task GatewayKnownByName_SwitchedOff_IsNotAskedFor()
    {
        _views.Tell(Named("elb.example.com", new() { ResolvesGatewayNames = false }));

        (await ReadinessAsync()).IsReady.ShouldBeTrue();
        _dns.Asked.ShouldBeEmpty();
    }

    private static FeedState Named(string gateway, MeshFeatures? features = null) => new(
        MeshTopic.Instance,
        new(new FeedEpoch(1, 1), 1),
        new MeshState(
            new MeshGlobals
            {
                Mesh = new() { Features = features ?? new() },
                Networks = new() { Networks = new Dictionary<string, Network> { ["far"] = new() { Gateways = [new() { Address = gateway, Port = 443 }] } } },
            },
            new Dictionary<string, IReadOnlyDictionary<string, NodeFacts>>(),
            []));

    private async Task<MeshView> ViewAsync()
    {
        await _kit.AwaitQuiescenceAsync();
        var follower = _kit.CreateTestProbe($"follower-{_followers++}");
        follower.Send(_views, new FollowView(follower.Ref));
        return (await follower.ExpectMsgAsync<ViewPublished>()).View;
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

    /// <summary>A DNS that answers when it is told to.</summary>
    private sealed class TestNames : INameResolver
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<IReadOnlyList<string>>> _open = new(StringComparer.Ordinal);

        public ICollection<string> Asked => _open.Keys;

        // Away from the test's own context, so that whoever waits has been told when this ends.
        public Task AnswerAsync(string name, params string[] addresses) => Task.Run(() =>
        {
            _open.TryRemove(name, out var question).ShouldBeTrue();
            question!.SetResult(addresses);
        });

        public Task<IReadOnlyList<string>> ResolveAsync(string name, CancellationToken cancellationToken) =>
            _open.GetOrAdd(name, _ => new()).Task;
    }

    /// <summary>Nobody owns anything here: the test itself tells the actor what it follows.</summary>
    private sealed class NoRegions : IFeedRegions
    {
        public ConcurrentQueue<object> Told { get; } = [];

        /// <summary>What else happens while somebody is told something.</summary>
        public Action? OnTell { get; set; }

        public void Tell(IFeedTopic topic, object message, IActorRef sender)
        {
            Told.Enqueue(message);
            OnTell?.Invoke();
        }
    }
}
