using System.Runtime.CompilerServices;
using MeshActors.Grpc.Framing;

namespace MeshActors.Grpc.Client;

internal sealed class RequestStreamWriter<T>(RequestStreamContent content, Marshaller<T> marshaller, HttpCall call) : IClientStreamWriter<T>
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(T message, CancellationToken cancellationToken = default)
    {
        using var cancel = call.CancelWith(cancellationToken);
        try
        {
            var writer = await OpenAsync().ConfigureAwait(false);
            await writer.WriteAsync(marshaller, message, call.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or not (InvalidOperationException or RpcException))
        {
            throw call.WriteFailed(exception, cancellationToken);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteEncodedAsync(EncodedMessage message, CancellationToken cancellationToken = default)
    {
        using var cancel = call.CancelWith(cancellationToken);
        try
        {
            var writer = await OpenAsync().ConfigureAwait(false);
            await writer.WriteAsync(message, call.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or not (InvalidOperationException or RpcException))
        {
            throw call.WriteFailed(exception, cancellationToken);
        }
    }

    public ValueTask CompleteAsync()
    {
        content.Complete();
        return default;
    }

    private Task<MessageWriter> OpenAsync()
    {
        call.ThrowIfFailed();
        return content.IsCompleted
            ? throw new InvalidOperationException("The request stream is complete; nothing can be written to it.")
            : content.OpenedAsync;
    }
}
