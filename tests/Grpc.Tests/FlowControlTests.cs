using MeshActors.Grpc.Tests.RawHttp2;
using MeshActors.Http2.Frames;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class FlowControlTests
{
    private const int Messages = 200;
    private const int MessageSize = 10_000;
    private const int FirstWindow = 65_535;

    [Fact]
    public async Task SlowReader_GrantsNoWindow_HoldsTheWriterBackWithBoundedBuffers()
    {
        var written = 0;
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var payload = new EncodedMessage(new byte[MessageSize]);
        var service = OnBytes(async (_, responses, _) =>
        {
            for (var i = 0; i < Messages; i++)
            {
                var write = responses.WriteEncodedAsync(payload);
                if (!write.IsCompleted && (i + 1) * MessageSize > FirstWindow)
                {
                    blocked.TrySetResult();
                }

                await write;
                Interlocked.Increment(ref written);
            }
        });
        await using var server = await GrpcServerFixture.StartAsync(service);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);
        await client.StartCallAsync(1, Bytes.FullName);

        var received = 0;
        while (received < FirstWindow)
        {
            received += await ReceiveDataAsync(client);
        }

        await blocked.Task;
        received.ShouldBe(FirstWindow);
        Volatile.Read(ref written).ShouldBeLessThanOrEqualTo(FirstWindow / MessageSize);

        await client.GrantAsync(1, Messages * MessageSize * 2);
        while (received < Messages * (MessageSize + 5))
        {
            received += await ReceiveDataAsync(client);
        }

        (await client.ReceiveTrailersAsync(1))["grpc-status"].ShouldBe("0");
        written.ShouldBe(Messages);
    }

    [Fact]
    public async Task LargeMessage_GrantsNoWindow_IsNotBufferedWhole()
    {
        const int Size = 64 * 1024 * 1024;
        var shared = new byte[1024 * 1024];
        var message = new EncodedMessage(Enumerable.Repeat<ReadOnlyMemory<byte>>(shared, Size / shared.Length).ToArray());
        long allocated = 0;
        var writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = OnBytes(async (_, responses, context) =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var write = responses.WriteEncodedAsync(message, context.CancellationToken);
            write.IsCompleted.ShouldBeFalse();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            writing.SetResult();
            await write;
        });
        await using var server = await GrpcServerFixture.StartAsync(service);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Bytes.FullName);
        await writing.Task;

        allocated.ShouldBeLessThan(Size / 32);
    }

    [Theory]
    [InlineData(16 * 1024 * 1024 + 1)]
    [InlineData(48 * 1024 * 1024)]
    public async Task LargeMessage_BothDirections_ArrivesWhole(int size)
    {
        await using var server = await GrpcServerFixture.StartAsync(Build(), new GrpcServerOptions { MaxReceiveMessageSize = null });
        using var channel = server.OpenChannel(new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        var half = size / 2;
        var message = new EncodedMessage(
            new ReadOnlyMemory<byte>[] { bytes.AsMemory(0, 3), bytes.AsMemory(3, half), bytes.AsMemory(3 + half) });

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Bytes, null, new CallOptions());
        await call.RequestStream.WriteEncodedAsync(message);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();

        call.ResponseStream.Current.ToContiguous().Span.SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task Writer_SecondWriteBeforeTheFirstHasCompleted_IsRefused()
    {
        var refused = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = OnBytes(async (_, responses, context) =>
        {
            var first = responses.WriteEncodedAsync(new EncodedMessage(new byte[1024 * 1024]), context.CancellationToken);
            refused.SetResult(await Should.ThrowAsync<InvalidOperationException>(
                async () => await responses.WriteEncodedAsync(new EncodedMessage(new byte[1]), context.CancellationToken)));
            await first;
        });
        await using var server = await GrpcServerFixture.StartAsync(service);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Bytes.FullName);

        (await refused.Task).Message.ShouldContain("one writer");
    }

    private static async Task<int> ReceiveDataAsync(RawHttp2Client client) =>
        await client.ReceiveAsync() is { } frame
            ? frame.Type == FrameType.Data ? frame.Payload.Length : 0
            : throw new EndOfStreamException("The connection ended while data was expected.");
}
