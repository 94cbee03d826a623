using MeshActors.Actors.Supervision;

namespace MeshActors.Actors.Actor;

/// <summary>The base of every actor. Instances are made by the runtime from <see cref="Props"/>, never by <c>new</c> elsewhere.</summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;

    /// <summary>Joins the actor to the cell that is making it.</summary>
    protected ActorBase()
    {
        _cell = ActorCell.TakeConstructing() ?? throw new ActorInitializationException(
            $"{GetType().Name} was made outside of an actor system. Use ActorOf with Props.");
    }

    /// <summary>The actor's surroundings.</summary>
    protected IActorContext Context => _cell;

    /// <summary>This actor.</summary>
    protected IActorRef Self => _cell.Self;

    /// <summary>Who sent the message at hand; dead letters where nobody did.</summary>
    protected IActorRef Sender => _cell.Sender;

    internal ActorCell Cell => _cell;

    /// <summary>Handles a message; false where it is not understood.</summary>
    protected abstract bool Receive(object message);

    /// <summary>A message without a handler. <see cref="Terminated"/> becomes a <see cref="DeathPactException"/>; the rest is published.</summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(terminated.ActorRef);
        }

        _cell.System.EventStream.Publish(new Event.UnhandledMessage(message, _cell.SenderOrNull, Self));
    }

    /// <summary>Before the first message of the actor's life; by default also after each restart.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>After the last message; by default also before each restart.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>On the failed instance, before a new one takes its place. By default stops all children and calls <see cref="PostStop"/>.</summary>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>On the new instance after a restart. By default calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>What becomes of a child that fails. By default it is restarted, save where it could not even be made, or was killed.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Supervision.SupervisorStrategy.DefaultStrategy;

    /// <summary>Replaces the behaviour at hand.</summary>
    protected void Become(Receive receive) => _cell.Become(receive);

    /// <summary>Puts a behaviour above the one at hand.</summary>
    protected void BecomeStacked(Receive receive) => _cell.BecomeStacked(receive);

    /// <summary>Takes the topmost behaviour off.</summary>
    protected void UnbecomeStacked() => _cell.UnbecomeStacked();

    internal bool RunReceive(object message) => Receive(message);

    internal void RunUnhandled(object message) => Unhandled(message);

    internal void RunPreStart() => PreStart();

    internal void RunPostStop() => PostStop();

    internal void RunPreRestart(Exception reason, object? message) => PreRestart(reason, message);

    internal void RunPostRestart(Exception reason) => PostRestart(reason);

    internal SupervisorStrategy OwnStrategy() => SupervisorStrategy();
}
