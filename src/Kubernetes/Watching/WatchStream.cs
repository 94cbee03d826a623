using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MeshActors.Kubernetes;

/// <summary>Frames a watch response, one JSON event a line, over a pipe.</summary>
internal static class WatchStream
{
    /// <summary>Far above what a store accepts (etcd: 1.5 MB), so that a broken peer cannot fill the memory.</summary>
    private const int MaxLineBytes = 32 << 20;

    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: 16 * 1024);

    public static async IAsyncEnumerable<WatchEvent> ReadAsync(
        ResourceType type,
        Stream body,
        string action,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(body, PipeOptions);
        try
        {
            while (true)
            {
                var result = await ReadPipeAsync(pipe, action, cancellationToken);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, out var line))
                {
                    if (line.Length > 0)
                    {
                        yield return ReadLine(type, line, action);
                    }
                }

                if (buffer.Length > MaxLineBytes)
                {
                    throw Invalid(action, $"an event is longer than {MaxLineBytes} bytes", null);
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    // A line cut off by the end of the stream is dropped: the next watch sends that event again.
                    yield break;
                }
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static async ValueTask<ReadResult> ReadPipeAsync(PipeReader pipe, string action, CancellationToken cancellationToken)
    {
        try
        {
            return await pipe.ReadAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            var status = new KubernetesStatus { Reason = KubernetesStatus.Unreachable, Message = error.Message };
            throw new KubernetesException(action, status, error);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    private static WatchEvent ReadLine(ResourceType type, in ReadOnlySequence<byte> line, string action)
    {
        try
        {
            return WatchLineReader.Read(type, line.ToArray(), action);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw Invalid(action, error.Message, error);
        }
    }

    private static KubernetesException Invalid(string action, string message, Exception? inner) =>
        new(action, new KubernetesStatus { Reason = KubernetesStatus.InvalidResponse, Message = message }, inner);
}
