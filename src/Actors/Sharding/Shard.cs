using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Sharding;

/// <summary>
/// The entities of one shard. Starts one at its first message and lets it rest when it asks to
/// (<see cref="Passivate"/>): messages for an entity that is stopping wait, and start it again. On hand-off all
/// entities get the stop message, and the shard goes with the last of them; what then still waits goes back to the
/// region, which knows the new owner.
/// </summary>
internal sealed class Shard : UntypedActor
{
    private readonly string _shardId;
    private readonly Func<string, Props> _entityProps;
    private readonly IMessageExtractor _extractor;
    private readonly Dictionary<string, IActorRef> _entities = [];
    private readonly Dictionary<IActorRef, Queue<(object Message, IActorRef? Sender)>> _resting = [];
    private bool _handingOff;

    public Shard(string shardId, Func<string, Props> entityProps, IMessageExtractor extractor)
    {
        _shardId = shardId;
        _entityProps = entityProps;
        _extractor = extractor;
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ShardRegion.StartEntity start:
                Entity(start.EntityId);
                Sender.Tell(new ShardRegion.StartEntityAck(start.EntityId, _shardId));
                break;
            case Passivate passivate:
                Rest(Sender, passivate.StopMessage);
                break;
            case Terminated gone:
                EntityGone(gone.ActorRef);
                break;
            case HandOff handOff:
                BeginHandOff(handOff.StopMessage);
                break;
            default:
                Deliver(message, Cell.SenderOrNull);
                break;
        }
    }

    protected override void PostStop()
    {
        foreach (var (message, sender) in _resting.Values.SelectMany(q => q))
        {
            Context.Parent.Tell(message, sender);
        }
    }

    private void Deliver(object message, IActorRef? sender)
    {
        var entity = Entity(_extractor.EntityId(message)!);
        if (_resting.TryGetValue(entity, out var waiting))
        {
            waiting.Enqueue((message, sender));
        }
        else
        {
            entity.Tell(_extractor.EntityMessage(message), sender);
        }
    }

    private IActorRef Entity(string entityId)
    {
        if (!_entities.TryGetValue(entityId, out var entity))
        {
            // Entity ids may contain what a name may not. The id is the name, escaped, so that paths stay readable.
            entity = Context.Watch(Context.ActorOf(_entityProps(entityId), Uri.EscapeDataString(entityId)));
            _entities[entityId] = entity;
        }

        return entity;
    }

    private static string IdOf(IActorRef entity) => Uri.UnescapeDataString(entity.Path.Name);

    private void Rest(IActorRef entity, object stopMessage)
    {
        if (_entities.TryGetValue(IdOf(entity), out var known) && known.Equals(entity) && _resting.TryAdd(entity, new Queue<(object, IActorRef?)>()))
        {
            entity.Tell(stopMessage);
        }
    }

    private void EntityGone(IActorRef entity)
    {
        _entities.Remove(IdOf(entity));
        if (_handingOff)
        {
            if (_entities.Count == 0)
            {
                Context.Stop(Self);
            }
        }
        else if (_resting.Remove(entity, out var waiting))
        {
            foreach (var (message, sender) in waiting)
            {
                Deliver(message, sender);
            }
        }
    }

    private void BeginHandOff(object stopMessage)
    {
        _handingOff = true;
        if (_entities.Count == 0)
        {
            Context.Stop(Self);
        }

        foreach (var entity in _entities.Values)
        {
            entity.Tell(stopMessage);
        }
    }

    internal sealed record HandOff(object StopMessage);
}
