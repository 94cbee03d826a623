using Google.Protobuf;
using MeshActors.Actors.Remote;
using MeshActors.Actors.TestKit;
using MeshActors.Link.V1;
using MeshActors.Testing;
using FrameKind = MeshActors.Link.V1.FrameKind;

namespace MeshActors.Actors.Tests.Remote;

/// <summary>Stands where replica b is found, and speaks with the classes that are generated from <c>link.proto</c>.</summary>
internal sealed class ForeignPeer
{
    private readonly IReplicaConnection _connection;

    private ForeignPeer(IReplicaConnection connection) => _connection = connection;

    /// <summary>Takes the place of b, to which a connects anew.</summary>
    public static async Task<ForeignPeer> ReplaceAsync(TestCluster cluster)
    {
        var accepted = new TaskCompletionSource<IReplicaConnection>();
        cluster.Network.TransportFor("b").Listen(connection => accepted.TrySetResult(connection));
        cluster.Network.Break("a", "b");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(2));
        return new(await accepted.Task.WaitAsync(Patience.Limit));
    }

    /// <summary>The next frames of a kind.</summary>
    public async Task<Frame> ReceiveAsync(FrameKind kind)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (await _connection.ReceiveAsync(limit.Token) is { } bytes)
        {
            if (Batch.Parser.ParseFrom(bytes.Span).Frames.FirstOrDefault(frame => frame.Kind == kind) is { } frame)
            {
                return frame;
            }
        }

        throw new IOException("The replica has closed the connection.");
    }

    /// <summary>Whether the replica ends the connection, whatever it sends before.</summary>
    public async Task<bool> IsClosedAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (await _connection.ReceiveAsync(limit.Token) is not null)
        {
        }

        return true;
    }

    public async Task SendAsync(params Frame[] frames) => await SendAsync(new Batch { Frames = { frames } }.ToByteArray());

    public async Task SendAsync(byte[] batch) => await _connection.SendAsync(batch, CancellationToken.None);
}
