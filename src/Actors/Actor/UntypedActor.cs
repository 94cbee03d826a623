namespace MeshActors.Actors.Actor;

/// <summary>An actor with one method for all messages: the lightest kind, for actors of which there are very many.</summary>
public abstract class UntypedActor : ActorBase
{
    /// <inheritdoc/>
    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    /// <summary>Handles a message; what is not understood goes to <see cref="ActorBase.Unhandled"/>.</summary>
    protected abstract void OnReceive(object message);

    /// <summary>Runs an asynchronous step; further messages wait until it is done.</summary>
    protected void RunTask(Func<Task> step) => Cell.RunTask(static s => s(), step);
}
