using MeshActors.Actors.Actor;
using MeshActors.Actors.Publication;
using MeshActors.Actors.Sharding;
using MeshActors.Actors.Tests.Sharding;

namespace MeshActors.Actors.Tests.Publication;

/// <summary>What all replicas read from: a number that only grows.</summary>
internal sealed class Source
{
    private int _version;

    public int Version
    {
        get => Volatile.Read(ref _version);
        set => Volatile.Write(ref _version, value);
    }
}

/// <summary>
/// Publishes a source that it reads step by step, as a watch does: a new instance begins a while back and catches up.
/// On hand-off it goes on until nobody subscribes.
/// </summary>
internal sealed class VersionEntity : ReceiveActor, IWithTimers
{
    public const string TypeName = "version";
    public const string Topic = "value";

    private readonly Publication<Number> _publication;
    private int _read;
    private bool _leaving;

    public VersionEntity(Source source)
    {
        _read = Math.Max(0, source.Version - 3);
        _publication = new Publication<Number>(Context, Topic, value => value, (_, now) => now);
        Receive<Subscribe>(s => _publication.Add(s, Sender));
        Receive<Unsubscribe>(_ => Left(Sender));
        Receive<Terminated>(t => Left(t.ActorRef));
        Receive<string>(m => m == "leave", _ =>
        {
            _leaving = true;
            StopIfAlone();
        });
        Receive<string>(_ =>
        {
            _read = Math.Min(_read + 1, source.Version);
            _publication.Publish(new Number(_read), _read);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static void StartOn(TestKit.TestReplica replica, Source source) => ClusterSharding.Get(replica.System).Start(
        TypeName, _ => Props.Create(() => new VersionEntity(source)), new ClusterShardingSettings(), HashCodeMessageExtractor.Create(8), "leave");

    public static IActorRef SubscribeOn(TestKit.TestReplica replica, string entityId) => replica.System.ActorOf(ReplicaSubscription<Number>.Props(
        ClusterSharding.Get(replica.System).ShardRegion(TypeName), entityId, Topic, static (_, content) => (Number)content));

    protected override void PreStart() => Timers.StartPeriodicTimer("read", "read", TimeSpan.FromMilliseconds(300));

    private void Left(IActorRef subscriber)
    {
        _publication.Remove(subscriber);
        StopIfAlone();
    }

    private void StopIfAlone()
    {
        if (_leaving && _publication.SubscriberCount == 0)
        {
            Context.Stop(Self);
        }
    }
}
