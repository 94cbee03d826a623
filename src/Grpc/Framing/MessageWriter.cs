using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace MeshActors.Grpc.Framing;

/// <summary>Writes the messages of one stream to a pipe, for server and client alike.</summary>
internal sealed class MessageWriter(PipeWriter pipe, int? limit)
{
    // Kestrel copies what it is given into its own memory until the receiver's window lets it go. Handing over a large
    // message piece by piece keeps that memory small where the receiver is slow.
    private const int Chunk = 32 * 1024;

    // What surely fits a block of the pipe's memory is written in one step, however many segments it has.
    private const int Small = 2 * 1024;

    private int _writing;

    /// <summary>Whether a write waits for the transport, and through it for the receiver.</summary>
    public bool IsWriting => Volatile.Read(ref _writing) != 0;

    public ValueTask WriteAsync<T>(Marshaller<T> marshaller, T message, CancellationToken cancellationToken)
    {
        if (message is EncodedMessage encoded)
        {
            return WriteAsync(encoded, cancellationToken);
        }

        var length = marshaller.Measure(message);
        MessageFrame.CheckSendLimit(length, limit);
        Begin();
        try
        {
            MessageFrame.WriteHeader(pipe, length);
            marshaller.Write(message, pipe);
        }
        catch
        {
            End();
            throw;
        }

        return FlushAsync(cancellationToken);
    }

    public ValueTask WriteAsync(EncodedMessage message, CancellationToken cancellationToken)
    {
        MessageFrame.CheckSendLimit(message.Length, limit);
        Begin();
        if (message.Length > Chunk)
        {
            return WriteInChunksAsync(message, cancellationToken);
        }

        try
        {
            if (message.Length <= Small)
            {
                WriteAtOnce(message);
            }
            else
            {
                MessageFrame.WriteHeader(pipe, message.Length);
                for (var i = 0; i < message.SegmentCount; i++)
                {
                    pipe.Write(message[i].Span);
                }
            }
        }
        catch
        {
            End();
            throw;
        }

        return FlushAsync(cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteInChunksAsync(EncodedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            MessageFrame.WriteHeader(pipe, message.Length);
            var unflushed = MessageFrame.HeaderLength;
            for (var i = 0; i < message.SegmentCount; i++)
            {
                var rest = message[i];
                if (rest.Length + unflushed <= Chunk)
                {
                    pipe.Write(rest.Span);
                    unflushed += rest.Length;
                    continue;
                }

                // A pipe over a stream passes memory that it is given like this to the stream without a copy.
                for (; rest.Length > 0; rest = rest[Math.Min(Chunk, rest.Length)..])
                {
                    Check(await pipe.WriteAsync(rest[..Math.Min(Chunk, rest.Length)], cancellationToken).ConfigureAwait(false));
                }

                unflushed = 0;
            }

            Check(await pipe.FlushAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            End();
        }
    }

    private void WriteAtOnce(EncodedMessage message)
    {
        var length = MessageFrame.HeaderLength + message.Length;
        var output = pipe.GetSpan(length);
        MessageFrame.WriteHeader(output, message.Length);
        var at = MessageFrame.HeaderLength;
        for (var i = 0; i < message.SegmentCount; i++)
        {
            var segment = message[i].Span;
            segment.CopyTo(output[at..]);
            at += segment.Length;
        }

        pipe.Advance(length);
    }

    private ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        ValueTask<FlushResult> flush;
        try
        {
            flush = pipe.FlushAsync(cancellationToken);
        }
        catch
        {
            End();
            throw;
        }

        if (!flush.IsCompletedSuccessfully)
        {
            return AwaitFlushAsync(flush);
        }

        End();
        Check(flush.GetAwaiter().GetResult());
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitFlushAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            Check(await flush.ConfigureAwait(false));
        }
        finally
        {
            End();
        }
    }

    private static void Check(FlushResult result)
    {
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("The call was cancelled while it was written.");
        }

        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The receiver has closed the stream.");
        }
    }

    private void Begin()
    {
        if (Interlocked.Exchange(ref _writing, 1) != 0)
        {
            throw new InvalidOperationException("The last write has not completed; a stream has one writer.");
        }
    }

    private void End() => Volatile.Write(ref _writing, 0);
}
