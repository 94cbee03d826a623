using MeshActors.Grpc;

namespace MeshActors.Host.Links;

/// <summary>What a connection that we opened holds on to: its call, and a channel of its own.</summary>
internal sealed class LinkStream(GrpcChannel channel, AsyncDuplexStreamingCall<PooledMessage, PooledMessage> call) : IDisposable
{
    public void Dispose()
    {
        call.Dispose();
        channel.Dispose();
    }
}
