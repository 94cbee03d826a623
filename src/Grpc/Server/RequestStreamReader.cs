using System.Runtime.CompilerServices;
using MeshActors.Grpc.Framing;

namespace MeshActors.Grpc.Server;

internal sealed class RequestStreamReader<T>(MessageReader<T> reader, HttpServerCallContext call) : IAsyncStreamReader<T>
{
    public T Current => reader.Current;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNext(CancellationToken cancellationToken = default)
    {
        call.ThrowIfEnded();
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw call.ClientGone(exception);
        }
    }

    public async Task<T> ReadSingleAsync()
    {
        try
        {
            return await reader.ReadSingleAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw call.ClientGone(exception);
        }
    }
}
