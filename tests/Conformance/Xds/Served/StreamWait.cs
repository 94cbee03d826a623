using MeshActors.Grpc;
using MeshActors.Testing;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>Bounds the wait for an answer and says what was waited for.</summary>
internal sealed class StreamWait : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _outer;

    public StreamWait(CancellationToken outer)
    {
        _outer = outer;
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _source.CancelAfter(Patience.Limit);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The exception to throw in place of one that the wait ended with.</summary>
    public Exception Explain(Exception exception, ResourceSort sort, string missing) => exception switch
    {
        RpcException { StatusCode: StatusCode.InvalidArgument or StatusCode.PermissionDenied } refused => new ProxyRefusedException(refused.Status.Detail),
        _ when _outer.IsCancellationRequested => new OperationCanceledException(_outer),
        _ when _source.IsCancellationRequested => new TimeoutException($"{sort.Name}: {missing} after {Patience.Limit}", exception),
        _ => new InvalidOperationException($"{sort.Name}: {exception.Message}", exception),
    };

    public void Dispose() => _source.Dispose();
}
