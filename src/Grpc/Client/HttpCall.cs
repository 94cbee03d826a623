using MeshActors.Grpc.Protocol;

namespace MeshActors.Grpc.Client;

/// <summary>The part of a call that does not depend on its messages: its lifetime and how it ended.</summary>
internal abstract class HttpCall(string method, CallLifetime lifetime) : IDisposable
{
    private CallOutcome? _outcome;

    public string Method { get; } = method;

    public CancellationToken Token => lifetime.Token;

    public abstract Task<Metadata> ResponseHeadersAsync { get; }

    public CallOutcome Outcome =>
        Ended ?? throw new InvalidOperationException($"The call {Method} has not ended; its status and trailers are not known yet.");

    protected CallOutcome? Ended => Volatile.Read(ref _outcome);

    public void Dispose()
    {
        lifetime.Cancel();
        End(new CallOutcome(new Status(StatusCode.Cancelled, "The call was disposed before it had ended."), []));
    }

    /// <summary>A token given to one read or write: when it fires, the call ends, since half a message cannot be taken back.</summary>
    public CancellationTokenRegistration CancelWith(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static state => ((CallLifetime)state!).Cancel(), lifetime);

    public void ThrowIfFailed()
    {
        if (Ended is { } outcome)
        {
            throw outcome.IsOk
                ? new InvalidOperationException($"The call {Method} has ended; nothing can be written to it.")
                : outcome.ToException();
        }
    }

    public Exception WriteFailed(Exception exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new OperationCanceledException($"Writing to {Method} was cancelled.", exception, cancellationToken)
            : Ended is { IsOk: false } outcome
            ? outcome.ToException()
            : new RpcException(Explain(exception));

    /// <summary>The first outcome stays. Returns the one that did.</summary>
    protected CallOutcome End(CallOutcome outcome)
    {
        if (Interlocked.CompareExchange(ref _outcome, outcome, null) is { } earlier)
        {
            return earlier;
        }

        lifetime.Dispose();
        Release(outcome);
        return outcome;
    }

    /// <summary>Stops what the transport still does for this call.</summary>
    protected void Cancel() => lifetime.Cancel();

    /// <summary>Lets go of the transport. Called once.</summary>
    protected abstract void Release(CallOutcome outcome);

    /// <summary>The status of a call that the transport, the clock or its own side broke off.</summary>
    protected Status Explain(Exception exception)
    {
        if (lifetime.DeadlinePassed)
        {
            return new Status(StatusCode.DeadlineExceeded, "The deadline passed.", exception);
        }

        return lifetime.Token.IsCancellationRequested
            ? new Status(StatusCode.Cancelled, "The call was cancelled by the client.", exception)
            : TransportFailure.ToStatus(exception);
    }
}
