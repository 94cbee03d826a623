using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Actor;

/// <summary>Takes one message as the answer to an ask.</summary>
internal sealed class PromiseActorRef<T>(ActorSystem system) : ActorRefBase, ITemporaryActorRef
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorPath? _path;

    public Task<T> Answer => _answer.Task;

    public override ActorPath Path => _path ??= system.TempPath.Child($"${system.NextUid():x}", system.NextUid());

    public override ActorSystem System => system;

    public override bool IsTerminated => _answer.Task.IsCompleted;

    public override void Tell(object message, IActorRef? sender)
    {
        var taken = message switch
        {
            T answer => _answer.TrySetResult(answer),
            Status.Failure failure => _answer.TrySetException(failure.Cause),
            _ => _answer.TrySetException(new InvalidCastException(
                $"{sender?.Path} answered with {message.GetType().Name} where {typeof(T).Name} was asked for.")),
        };
        if (!taken)
        {
            system.DeadLetters.Tell(message, sender);
        }
    }

    public override void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification gone)
        {
            Tell(new Terminated(gone.Actor, gone.ExistenceConfirmed, gone.AddressTerminated), gone.Actor);
        }
    }

    public void WhenDone(Action action) => _answer.Task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(action);

    public void TimeOut(string what) => _answer.TrySetException(new AskTimeoutException(what));

    public void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);
}
