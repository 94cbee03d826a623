using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Membership;

/// <summary>This replica's part in the membership. What it says of the present may be asked from any thread.</summary>
public sealed class Cluster
{
    private readonly ActorSystem _system;
    private readonly IActorRef _events;
    private readonly IActorRef _membership;
    private readonly Member _self;

    private Cluster(ActorSystem system, string address, ILeaseStore store, MembershipSettings settings)
    {
        settings.Validate();
        _system = system;
        Settings = settings;
        var id = system.Settings.Address
            ?? throw new InvalidOperationException($"Actor system {system.Name} has no address; a member of a cluster needs one ({nameof(ActorSystemSettings)}.{nameof(ActorSystemSettings.Address)}).");
        _self = new Member(id, address);
        Fence = new RenewalFence(system.TimeProvider, settings.WriteValidity);
        Authority = new WriteAuthority(Fence, id);
        _events = system.SystemActorOf(Props.Create(static () => new ClusterEventsActor()), "cluster-events");
        _membership = system.SystemActorOf(Props.Create(() => new MembershipActor(this, store, settings)), "membership");
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseClusterLeave, "leave", async () =>
        {
            await LeaveAsync().ConfigureAwait(false);
            return Done.Instance;
        });
    }

    /// <summary>The times it runs by.</summary>
    public MembershipSettings Settings { get; }

    /// <summary>This replica.</summary>
    public Member SelfMember => _self with { Incarnation = Authority.Incarnation };

    /// <summary>Who is a member, as far as this replica knows.</summary>
    public MembershipView View => Authority.View;

    /// <summary>Whether this replica's lease gives it time to write at all.</summary>
    public bool IsLeaseFresh => Fence.IsOpen;

    internal RenewalFence Fence { get; }

    /// <summary>Called with every view before anyone can know it: whoever learns of a member may send to it at once.</summary>
    internal Action<MembershipView>? BeforeView { get; set; }

    internal WriteAuthority Authority { get; }

    /// <summary>Joins the cluster. Once a system, before <see cref="Get"/>.</summary>
    /// <param name="system">A system with an address, which becomes the member's id: unique to this run of the process.</param>
    /// <param name="linkAddress">Where other replicas reach this one's link; without spaces.</param>
    /// <param name="store">Where leases are kept.</param>
    /// <param name="settings">The times.</param>
    public static Cluster Join(ActorSystem system, string linkAddress, ILeaseStore store, MembershipSettings? settings = null) =>
        system.WithExtension(s => new Cluster(s, linkAddress, store, settings ?? new MembershipSettings()));

    /// <summary>The cluster that the system has joined.</summary>
    /// <exception cref="InvalidOperationException">It has joined none.</exception>
    public static Cluster Get(ActorSystem system) => system.WithExtension<Cluster>(static s =>
        throw new InvalidOperationException($"Actor system {s.Name} has joined no cluster."));

    /// <summary>Sends an actor all events from now on: first the view at hand, and who is unreachable in it.</summary>
    public void Subscribe(IActorRef subscriber) => _events.Tell(new ClusterEventsActor.Subscribe(subscriber), ActorRefs.NoSender);

    /// <summary>Sends a region all events from now on, each before any other subscriber hears of it.</summary>
    internal void SubscribeRegion(IActorRef region) => _events.Tell(new ClusterEventsActor.Subscribe(region, IsRegion: true), ActorRefs.NoSender);

    /// <summary>Ends a subscription. Happens by itself when the actor stops.</summary>
    public void Unsubscribe(IActorRef subscriber) => _events.Tell(new ClusterEventsActor.Unsubscribe(subscriber), ActorRefs.NoSender);

    /// <summary>The fence for what is owned under a key: see <see cref="IWriteFence"/>.</summary>
    public IWriteFence WriteFence(string shardKey) => new ShardWriteFence(Authority, shardKey);

    /// <summary>Stops writing, waits for writes under way, and gives up the lease, so that others take over at once.</summary>
    public Task LeaveAsync() => _system.WhenTerminated.IsCompleted || ((IInternalActorRef)_membership).IsTerminated
        ? Task.CompletedTask
        : _membership.Ask<Done>(MembershipActor.Leave.Instance, Settings.LeaseDuration);

    internal void Publish(MembershipView view) => _events.Tell(new ClusterEvent.ViewChanged(view), ActorRefs.NoSender);

    /// <summary>The replica link's word on a member.</summary>
    internal void PublishReachability(Member member, bool reachable) => _events.Tell(
        reachable ? new ClusterEvent.ReachableMember(member) : new ClusterEvent.UnreachableMember(member),
        ActorRefs.NoSender);
}
