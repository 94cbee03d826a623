using System.Net;
using System.Net.Http.Headers;
using MeshActors.Grpc.Protocol;

namespace MeshActors.Grpc.Client;

/// <summary>The body of a call's request.</summary>
internal abstract class RequestContent : HttpContent
{
    private static readonly MediaTypeHeaderValue GrpcType = new(HeaderNames.ContentType);

    protected RequestContent() => Headers.ContentType = GrpcType;

    /// <summary>The call has ended: nothing more is sent, and nothing waits for more.</summary>
    /// <param name="reason">What a writer that still tries is told.</param>
    public abstract void End(Exception reason);

    protected sealed override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);
}
