namespace MeshActors.Actors.Actor;

/// <summary>Sends what a task gives to an actor.</summary>
public static class PipeToSupport
{
    /// <summary>Sends the result; a failure becomes a <see cref="Status.Failure"/>, unless the functions say otherwise.</summary>
    public static async Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        object message;
        try
        {
            var result = await taskToPipe.ConfigureAwait(false);
            message = success is null ? result! : success(result);
        }
        catch (Exception cause)
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }

        recipient.Tell(message, sender);
    }

    /// <summary>Sends the message of <paramref name="success"/> when done, if any; a failure becomes a <see cref="Status.Failure"/>.</summary>
    public static async Task PipeTo(this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null)
    {
        object? message;
        try
        {
            await taskToPipe.ConfigureAwait(false);
            message = success?.Invoke();
        }
        catch (Exception cause)
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }

        if (message is not null)
        {
            recipient.Tell(message, sender);
        }
    }
}
