using System.IO.Pipelines;
using System.Net;
using MeshActors.Grpc.Framing;

namespace MeshActors.Grpc.Client;

/// <summary>A body that stays open for its call's writer.</summary>
internal sealed class RequestStreamContent(int? limit) : RequestContent
{
    private readonly TaskCompletionSource<MessageWriter> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The writer, once there is a connection and the request's headers are on it.</summary>
    public Task<MessageWriter> OpenedAsync => _opened.Task;

    public bool IsCompleted => _completed.Task.IsCompleted;

    /// <summary>Ends the request stream.</summary>
    public void Complete() => _completed.TrySetResult();

    public override void End(Exception reason)
    {
        if (_opened.TrySetException(reason))
        {
            // Observed here, since a call need not have a writer that waits.
            _ = _opened.Task.Exception;
        }

        Complete();
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The transport holds the headers back until the body is flushed, and a server may speak first.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        if (!_opened.TrySetResult(new MessageWriter(pipe, limit)) && !IsCompleted)
        {
            // After a GOAWAY the transport tries again elsewhere, but what the writer has sent is gone.
            throw new IOException("The connection closed after the call had begun.");
        }

        await _completed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
    }
}
