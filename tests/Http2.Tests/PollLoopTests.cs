using System.Net;
using System.Net.Sockets;
using MeshActors.Http2.Polling;

namespace MeshActors.Http2.Tests;

public sealed class PollLoopTests : IDisposable
{
    // More than both ends of a loopback connection keep.
    private const int Much = 32 * 1024 * 1024;

    private readonly PollLoop _loop = new();
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _cancellation = new();

    public PollLoopTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    [Fact]
    public async Task Bytes_ThatArriveWhileSomebodyWaits_AreRead()
    {
        var (stream, peer) = Connect();
        var buffer = new byte[10];
        var read = stream.ReadAsync(buffer).AsTask();

        peer.Send([1, 2, 3]);

        (await read).ShouldBe(3);
        buffer[..3].ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Bytes_ThatHadArrivedBefore_AreRead()
    {
        var (stream, peer) = Connect();
        peer.Send([7]);
        await _loop.Turn();

        (await stream.ReadAsync(new byte[10])).ShouldBe(1);
    }

    [Fact]
    public async Task Write_LargerThanThePeerTakes_GoesOnWhenItTakesMore()
    {
        var (stream, peer) = Connect();
        var sent = new byte[Much];
        new Random(7).NextBytes(sent);
        var write = stream.WriteAsync(sent).AsTask();
        write.IsCompleted.ShouldBeFalse();

        var received = new byte[Much];
        for (var filled = 0; filled < Much;)
        {
            filled += peer.Receive(received.AsSpan(filled));
        }

        await write;
        received.AsSpan().SequenceEqual(sent).ShouldBeTrue();
    }

    [Fact]
    public async Task PeerThatCloses_IsTheEnd()
    {
        var (stream, peer) = Connect();
        var read = stream.ReadAsync(new byte[10]).AsTask();

        peer.Shutdown(SocketShutdown.Send);

        (await read).ShouldBe(0);
    }

    [Fact]
    public async Task PeerThatBreaksTheConnection_IsAnError()
    {
        var (stream, peer) = Connect();
        var read = stream.ReadAsync(new byte[10]).AsTask();

        peer.Close(0);

        await read.ShouldThrowAsync<IOException>();
    }

    [Fact]
    public async Task Cancellation_EndsWhoWaits()
    {
        var (stream, _) = Connect();
        var read = stream.ReadAsync(new byte[10]).AsTask();
        var write = stream.WriteAsync(new byte[Much]).AsTask();

        await _cancellation.CancelAsync();

        await read.ShouldThrowAsync<OperationCanceledException>();
        await write.ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Turn_ComesAfterWhatOthersHaveReceivedAlready()
    {
        var (one, onePeer) = Connect();
        var (other, otherPeer) = Connect();
        var told = new List<string>();

        // Away from the test's own context, so that everything goes on on the loop's thread. Both wait before anything is sent.
        var (turn, read) = await Task.Run(() => (ReadAsync(one, "one", withTurn: true), ReadAsync(other, "other", withTurn: false)));
        await Task.Run(async () =>
        {
            // From the loop's thread, so that it finds both when it looks the next time.
            await _loop.Turn();
            onePeer.Send([1]);
            otherPeer.Send([1]);
        });

        await turn;
        await read;

        told.ShouldBe(["one", "other", "one's turn"]);

        async Task ReadAsync(Stream stream, string name, bool withTurn)
        {
            await stream.ReadExactlyAsync(new byte[1]);
            told.Add(name);
            if (withTurn)
            {
                await _loop.Turn();
                told.Add(name + "'s turn");
            }
        }
    }

    public void Dispose()
    {
        _loop.Dispose();
        _listener.Dispose();
        _cancellation.Dispose();
    }

    private (Stream Stream, Socket Peer) Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(_listener.LocalEndPoint!);
        var peer = _listener.Accept();
        return (_loop.Open(socket, _cancellation.Token), peer);
    }
}
