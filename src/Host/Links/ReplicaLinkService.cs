using MeshActors.Actors.Remote;
using MeshActors.Grpc;

namespace MeshActors.Host.Links;

/// <summary>The one method of the replica link: a stream of byte messages in each direction.</summary>
internal static class ReplicaLinkService
{
    private const string Name = "meshactors.link.v1.ReplicaLink";

    /// <summary>A snapshot of a large namespace is one message; the transport's flow control bounds what is in memory.</summary>
    public static readonly GrpcServerOptions ServerOptions = new() { MaxReceiveMessageSize = null };

    public static readonly Method<PooledMessage, PooledMessage> Connect =
        new(MethodType.DuplexStreaming, Name, "Connect", Marshallers.Pooled, Marshallers.Pooled);

    /// <param name="accept">Gets every connection and owns it from then on; null while nobody takes any.</param>
    public static ServerServiceDefinition Define(Func<Action<IReplicaConnection>?> accept) =>
        ServerServiceDefinition.CreateBuilder(Name)
            .AddMethod(Connect, async (requests, responses, context) =>
            {
                var take = accept() ?? throw new RpcException(new Status(StatusCode.Unavailable, "This replica takes no links yet."));

                // Tells the other end that the connection stands.
                await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
                await using var connection = new GrpcReplicaConnection(requests, responses, owned: null);
                take(connection);
                await connection.Closed.WaitAsync(context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            })
            .Build();
}
