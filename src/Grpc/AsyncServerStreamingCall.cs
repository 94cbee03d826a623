using MeshActors.Grpc.Client;

namespace MeshActors.Grpc;

/// <summary>One request, a stream of responses.</summary>
public sealed class AsyncServerStreamingCall<TResponse> : ClientCall
{
    internal AsyncServerStreamingCall(HttpCall call, IAsyncStreamReader<TResponse> responses)
        : base(call) => ResponseStream = responses;

    public IAsyncStreamReader<TResponse> ResponseStream { get; }
}
