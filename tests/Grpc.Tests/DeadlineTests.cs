using MeshActors.Testing;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Server_DeadlinePasses_CancelsTheMethodAndSendsTheStatus()
    {
        var clock = new ManualTimeProvider();
        var started = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await GrpcServerFixture.StartAsync(
            OnChat(async (requests, responses, context) =>
            {
                await responses.WriteAsync(Of("started"));
                started.SetResult(context.Deadline);
                await requests.MoveNext();
            }),
            clock: clock);
        var clientClock = new ManualTimeProvider();
        using var channel = server.OpenChannel(new GrpcChannelOptions { TimeProvider = clientClock });

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            Chat, null, new CallOptions(Deadline: clientClock.GetUtcNow() + Time));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        (await started.Task).ShouldBe(clock.GetUtcNow() + Time);
        clock.Advance(Time);
        var failure = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext());

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        failure.Status.Detail.ShouldContain("before the method had ended");
    }

    [Fact]
    public async Task Client_DeadlinePasses_EndsTheCallAndResetsTheStream()
    {
        var reset = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await GrpcServerFixture.StartAsync(
            OnChat(async (_, responses, context) =>
            {
                using var registration = context.CancellationToken.Register(reset.SetResult);
                await responses.WriteAsync(Of("started"));
                await reset.Task;
            }),
            clock: new ManualTimeProvider());
        var clock = new ManualTimeProvider();
        using var channel = server.OpenChannel(new GrpcChannelOptions { TimeProvider = clock });

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            Chat, null, new CallOptions(Deadline: clock.GetUtcNow() + Time));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        var reading = call.ResponseStream.MoveNext();
        clock.Advance(Time);

        (await Should.ThrowAsync<RpcException>(async () => await reading)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await Should.ThrowAsync<RpcException>(async () => await call.RequestStream.WriteAsync(Of("late")))).StatusCode.ShouldBe(
            StatusCode.DeadlineExceeded);
        await reset.Task;
    }

    [Fact]
    public async Task Client_DeadlineInThePast_EndsTheCallBeforeItStarts()
    {
        var connected = false;
        using var channel = GrpcChannel.ForAddress("http://never.invalid", new GrpcChannelOptions
        {
            // No timer ever fires here: the call must know by itself that its time is up.
            TimeProvider = new ManualTimeProvider(),
            Connect = (_, _) =>
            {
                connected = true;
                throw new IOException("A call without time connected.");
            },
        });

        var failure = await Should.ThrowAsync<RpcException>(async () => await channel.CreateCallInvoker().AsyncUnaryCall(
            Say, null, new CallOptions(Deadline: DateTimeOffset.UnixEpoch), Of("x")));

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        connected.ShouldBeFalse();
    }

    [Fact]
    public async Task Server_WriterBlockedAtTheDeadline_ResetsTheStream()
    {
        var clock = new ManualTimeProvider();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await GrpcServerFixture.StartAsync(
            OnBytes(async (_, responses, _) =>
            {
                var write = responses.WriteEncodedAsync(new EncodedMessage(new byte[8 * 1024 * 1024]));
                blocked.SetResult();
                await write;
            }),
            clock: clock);
        await using var client = await RawHttp2.RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Bytes.FullName, ("grpc-timeout", "30S"));
        await blocked.Task;
        clock.Advance(Time);
        var failure = await Should.ThrowAsync<IOException>(() => client.ReceiveTrailersAsync(1));

        failure.Message.ShouldContain("code 8");
    }
}
