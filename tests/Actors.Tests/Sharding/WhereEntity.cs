using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Sharding;
using MeshActors.Actors.TestKit;

namespace MeshActors.Actors.Tests.Sharding;

/// <summary>Says where it lives; rests on request.</summary>
internal sealed class WhereEntity(string id) : UntypedActor
{
    public const string TypeName = "where";
    public const int Shards = 32;

    public static IMessageExtractor Extractor { get; } = HashCodeMessageExtractor.Create(Shards);

    public static IActorRef StartOn(TestReplica replica, object? handOffStopMessage = null) => ClusterSharding.Get(replica.System).Start(
        TypeName, id => Props.Create(() => new WhereEntity(id)), new ClusterShardingSettings(), Extractor, handOffStopMessage);

    public static string OwnerOf(string entityId, MembershipView view) =>
        Rendezvous.Owner($"{TypeName}/{Extractor.ShardId(entityId)}", view.Members)!.Id;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Where where:
                Sender.Tell(new Here(Context.System.Settings.Address!, id, where.Text));
                break;
            case "rest":
                Context.Parent.Tell(new Passivate(PoisonPill.Instance));
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
