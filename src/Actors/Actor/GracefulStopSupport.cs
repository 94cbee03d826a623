using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Actor;

/// <summary>Stopping and waiting for it.</summary>
public static class GracefulStopSupport
{
    /// <summary>Stops an actor after the messages before; true when it is gone.</summary>
    /// <exception cref="AskTimeoutException">It was not gone in time.</exception>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object? stopMessage = null)
    {
        var receiver = (IInternalActorRef)target;
        if (receiver.IsTerminated)
        {
            return true;
        }

        var promise = new PromiseActorRef<Terminated>(receiver.System);
        receiver.SendSystemMessage(new Watch(receiver, promise));
        receiver.Tell(stopMessage ?? PoisonPill.Instance, ActorRefs.NoSender);
        await using var timer = receiver.System.TimeProvider.CreateTimer(
            _ => promise.TimeOut($"{receiver.Path} did not stop within {timeout}."), null, timeout, Timeout.InfiniteTimeSpan);
        await promise.Answer.ConfigureAwait(false);
        return true;
    }
}
