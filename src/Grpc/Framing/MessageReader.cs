using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace MeshActors.Grpc.Framing;

/// <summary>Reads the messages of one stream off a pipe, for server and client alike.</summary>
internal sealed class MessageReader<T>(PipeReader pipe, Marshaller<T> marshaller, int? limit, MessageEncoding encoding)
{
    private int _reading;

    /// <summary>The message that the last read returned true for.</summary>
    public T Current { get; private set; } = default!; // Nothing reads it before the first message is there.

    /// <summary>The next message; false at the proper end of the stream.</summary>
    /// <exception cref="RpcException">The bytes are not what the protocol or the limits allow.</exception>
    /// <exception cref="OperationCanceledException">The read was cancelled through the token or the pipe.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException("The stream is being read already; it has one reader.");
        }

        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (result.IsCanceled)
                {
                    pipe.AdvanceTo(result.Buffer.Start);
                    throw new OperationCanceledException("The call was cancelled while it was read.");
                }

                if (TryTake(result.Buffer))
                {
                    return true;
                }

                if (result.IsCompleted)
                {
                    return result.Buffer.IsEmpty ? false : throw new RpcException(MessageFrame.TruncatedMessage);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    /// <summary>The one message of a call side that does not stream.</summary>
    public async ValueTask<T> ReadSingleAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new RpcException(MessageFrame.MissingMessage);
        }

        var message = Current;
        return await ReadAsync(cancellationToken).ConfigureAwait(false)
            ? throw new RpcException(MessageFrame.ExtraMessage)
            : message;
    }

    private bool TryTake(ReadOnlySequence<byte> buffer)
    {
        var rest = buffer;
        var consumed = buffer.Start;
        var examined = buffer.End;
        try
        {
            if (!MessageFrame.TryRead(ref rest, limit, out var payload, out var compressed))
            {
                return false;
            }

            Current = compressed ? ParseCompressed(payload) : Parse(payload);
            consumed = examined = rest.Start;
            return true;
        }
        finally
        {
            pipe.AdvanceTo(consumed, examined);
        }
    }

    private T ParseCompressed(in ReadOnlySequence<byte> payload)
    {
        using var unpacked = encoding.Decompress(payload, limit);
        return Parse(new ReadOnlySequence<byte>(unpacked.Memory));
    }

    private T Parse(in ReadOnlySequence<byte> payload)
    {
        try
        {
            return marshaller.Read(payload);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"A message could not be parsed: {exception.Message}", exception));
        }
    }
}
