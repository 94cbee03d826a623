using System.IO.Pipelines;
using System.Net;
using MeshActors.Grpc.Framing;

namespace MeshActors.Grpc.Client;

/// <summary>One message. The transport may ask for it again, on another connection, after a GOAWAY.</summary>
internal sealed class SingleRequestContent<TRequest>(Marshaller<TRequest> marshaller, TRequest request, int? limit) : RequestContent
{
    public override void End(Exception reason)
    {
        // There is nobody to tell: the one message went with the call's start.
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await new MessageWriter(pipe, limit).WriteAsync(marshaller, request, cancellationToken).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
    }
}
