using MeshActors.Grpc.Client;

namespace MeshActors.Grpc;

/// <summary>What all kinds of call have in common. Disposing a call that has not ended cancels it.</summary>
public abstract class ClientCall : IDisposable
{
    private readonly HttpCall _call;

    private protected ClientCall(HttpCall call) => _call = call;

    /// <summary>The response headers; it fails with the call where none arrive.</summary>
    public Task<Metadata> ResponseHeadersAsync => _call.ResponseHeadersAsync;

    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status GetStatus() => _call.Outcome.Status;

    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Metadata GetTrailers() => _call.Outcome.Trailers;

    public void Dispose() => _call.Dispose();
}
