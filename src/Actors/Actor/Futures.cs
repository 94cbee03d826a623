namespace MeshActors.Actors.Actor;

/// <summary>Asking: a message with a one-time address to answer to.</summary>
public static class Futures
{
    /// <summary>As <see cref="Ask{T}"/>, for any answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>
    /// Sends a message and gives its answer. Fails with the cause of a <see cref="Status.Failure"/>, with
    /// <see cref="AskTimeoutException"/> when none came in time, and where the answer is not a <typeparamref name="T"/>.
    /// </summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>As <see cref="Ask{T}(ICanTell, object, TimeSpan?, CancellationToken)"/>, with the address to answer to inside the message.</summary>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageFactory);
        if (self is not IInternalActorRef receiver)
        {
            throw new ArgumentException($"{self} belongs to no actor system and cannot be asked.", nameof(self));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var promise = new PromiseActorRef<T>(receiver.System);
        receiver.Tell(messageFactory(promise), promise);
        return timeout is null && !cancellationToken.CanBeCanceled ? promise.Answer : Await(promise, receiver, timeout, cancellationToken);
    }

    private static async Task<T> Await<T>(PromiseActorRef<T> promise, IInternalActorRef receiver, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var timer = timeout is { } due && due != Timeout.InfiniteTimeSpan
            ? receiver.System.TimeProvider.CreateTimer(_ => promise.TimeOut($"{receiver.Path} did not answer within {due}."), null, due, Timeout.InfiniteTimeSpan)
            : null;
        await using var cancellation = cancellationToken.Register(static (state, token) => ((PromiseActorRef<T>)state!).Cancel(token), promise).ConfigureAwait(false);
        try
        {
            return await promise.Answer.ConfigureAwait(false);
        }
        finally
        {
            timer?.Dispose();
        }
    }
}
