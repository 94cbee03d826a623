using MeshActors.Grpc.Client;

namespace MeshActors.Grpc;

/// <summary>A stream in each direction, independent of each other.</summary>
public sealed class AsyncDuplexStreamingCall<TRequest, TResponse> : ClientCall
{
    internal AsyncDuplexStreamingCall(HttpCall call, IClientStreamWriter<TRequest> requests, IAsyncStreamReader<TResponse> responses)
        : base(call)
    {
        RequestStream = requests;
        ResponseStream = responses;
    }

    public IClientStreamWriter<TRequest> RequestStream { get; }

    public IAsyncStreamReader<TResponse> ResponseStream { get; }
}
