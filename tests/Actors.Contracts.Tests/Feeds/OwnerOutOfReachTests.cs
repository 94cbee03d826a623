using System.Collections.Concurrent;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Wire;
using MeshActors.Actors.Sharding;
using MeshActors.Actors.TestKit;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Tests.Feeds;

/// <summary>
/// A replica that the others cannot reach for a while, though its lease is renewed: all publish in its place, and it in theirs, until
/// they reach each other again.
/// </summary>
public sealed class OwnerOutOfReachTests : IAsyncLifetime
{
    private static readonly string[] Ids = ["a", "b", "c"];

    private readonly TestCluster _cluster = new(registry => ContractMessages.Register(registry));
    private readonly ConcurrentDictionary<string, string> _heard = [];
    private TestReplica[] _replicas = [];
    private volatile string _content = "first";

    public async Task InitializeAsync()
    {
        _replicas = await _cluster.StartAsync(Ids);
        foreach (var replica in _replicas)
        {
            var region = ClusterSharding.Get(replica.System).Start(
                "mesh",
                _ => Props.Create(() => new MeshOwner(
                    new(replica.Cluster.View.Number, _cluster.Clock.GetUtcNow().UtcTicks), _cluster.Clock, () => _content)),
                new() { HandOffTimeout = FeedReader.RenewEvery * 3 },
                HashCodeMessageExtractor.Create(8, message => (message as Subscribe)?.Topic.EntityId),
                HandOver.Instance);
            replica.System.ActorOf(Props.Create(() => new Follower(new Region(region), content => _heard[replica.Id] = content)), "follower");
        }

        await _cluster.AwaitQuiescenceAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Replica_OutOfReachForAWhile_ChangesReachEverybodyAfterwards()
    {
        ShouldAllHaveHeard("first");
        foreach (var away in _replicas)
        {
            _cluster.Isolate(away);
            await _cluster.AdvanceAsync(TimeSpan.FromSeconds(12));
            await PublishAsync($"while {away.Id} was away");
            ShouldAllHaveHeard($"while {away.Id} was away");

            _cluster.Rejoin(away);
            await _cluster.AdvanceAsync(TimeSpan.FromSeconds(30));
            await PublishAsync($"with {away.Id} back");
            ShouldAllHaveHeard($"with {away.Id} back");
        }

        _replicas[0].Cluster.View.Members.Select(m => m.Id).ShouldBe(Ids, "nobody lost its lease");
    }

    private void ShouldAllHaveHeard(string content) =>
        _heard.OrderBy(pair => pair.Key).ShouldBe(Ids.Select(id => KeyValuePair.Create(id, content)));

    private async Task PublishAsync(string content)
    {
        _content = content;
        foreach (var replica in _replicas)
        {
            replica.System.EventStream.Publish(ContentChanged.Instance);
        }

        await _cluster.AwaitQuiescenceAsync();
    }

    private static MeshState StateOf(string content) =>
        new(new() { Mesh = new(), Networks = new() }, new Dictionary<string, IReadOnlyDictionary<string, NodeFacts>>(), [content]);

    /// <summary>Publishes what there is, and goes on with it after it was given to another, until it is stopped.</summary>
    private sealed class MeshOwner : ReceiveActor
    {
        public MeshOwner(FeedEpoch epoch, TimeProvider clock, Func<string> content)
        {
            var feed = new FeedPublisher(MeshTopic.Instance, epoch, clock);
            feed.Publish(StateOf(content()), () => StateOf(content()));
            Receive<Subscribe>(message => feed.Subscribe(message, () => StateOf(content())));
            Receive<ContentChanged>(_ => feed.Publish(StateOf(content()), () => StateOf(content())));
            Receive<HandOver>(_ => { });
        }

        protected override void PreStart() => Context.System.EventStream.Subscribe<ContentChanged>(Self);

        protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
    }

    private sealed class Follower : ReceiveActor, IWithTimers
    {
        private readonly FeedClient _feeds;

        public Follower(IFeedRegions regions, Action<string> heard)
        {
            _feeds = new(regions, Self);
            Receive<FeedState>(message => _feeds.Accept(message), message => heard(((MeshState)message.State).Namespaces[0]));
            Receive<FeedChange>(message => _feeds.Accept(message), message => heard(((MeshState)message.Change).Namespaces[0]));
            Receive<FeedState>(_ => { });
            Receive<FeedChange>(_ => { });
            Receive<RenewSubscriptions>(_ => _feeds.Renew());
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            _feeds.Follow(MeshTopic.Instance);
            Timers.StartPeriodicTimer("renew", RenewSubscriptions.Instance, FeedReader.RenewEvery);
        }
    }

    private sealed class Region(IActorRef region) : IFeedRegions
    {
        public void Tell(IFeedTopic topic, object message, IActorRef sender) => region.Tell(message, sender);
    }

    private sealed record HandOver
    {
        public static readonly HandOver Instance = new();
    }

    private sealed record ContentChanged
    {
        public static readonly ContentChanged Instance = new();
    }
}
