using MeshActors.Grpc.Tests.RawHttp2;
using MeshActors.Http2.Frames;
using MeshActors.Testing;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class ConnectionAgeTests
{
    private static readonly GrpcConnectionOptions Aging = new()
    {
        MaxConnectionAge = TimeSpan.FromMinutes(30),
        MaxConnectionAgeGrace = TimeSpan.FromHours(1),
    };

    // A tenth is the most by which a connection's age varies.
    private static readonly TimeSpan TooYoung = Aging.MaxConnectionAge * 0.89;
    private static readonly TimeSpan OldEnough = Aging.MaxConnectionAge * 0.22;

    [Fact]
    public async Task Connection_AtItsMaximumAge_GetsGoAwayAndItsCallsMayEnd()
    {
        var clock = new ManualTimeProvider();
        await using var server = await StartAsync(clock);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);
        await client.StartCallAsync(1, Chat.FullName);
        await client.SendDataAsync(1, [0, 0, 0, 0, 0]);
        (await client.ReceiveAsync())!.Type.ShouldBe(FrameType.Headers);
        (await client.ReceiveAsync())!.Type.ShouldBe(FrameType.Data);

        clock.Advance(TooYoung);
        await client.SendDataAsync(1, [0, 0, 0, 0, 0]);
        (await client.ReceiveAsync())!.Type.ShouldBe(FrameType.Data);
        clock.Advance(OldEnough);
        (await client.ReceiveAsync())!.Type.ShouldBe(FrameType.GoAway);

        await client.SendDataAsync(1, [], end: true);
        (await client.ReceiveTrailersAsync(1))["grpc-status"].ShouldBe("0");
        (await client.ReceiveAsync())?.Type.ShouldBe(FrameType.GoAway);
        (await client.ReceiveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Connection_WithCallsAtTheEndOfItsGrace_IsCut()
    {
        var clock = new ManualTimeProvider();
        await using var server = await StartAsync(clock);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);
        await client.StartCallAsync(1, Chat.FullName);
        await client.SendDataAsync(1, [0, 0, 0, 0, 0]);
        (await client.ReceiveAsync())!.Type.ShouldBe(FrameType.Headers);
        (await client.ReceiveAsync())!.Type.ShouldBe(FrameType.Data);

        clock.Advance(TooYoung + OldEnough);
        (await client.ReceiveAsync())!.Type.ShouldBe(FrameType.GoAway);
        clock.Advance(Aging.MaxConnectionAgeGrace);

        Frame? last = null;
        while (await client.ReceiveAsync() is { } frame)
        {
            last = frame;
        }

        (last?.Type is null or FrameType.GoAway or FrameType.ResetStream).ShouldBeTrue();
        server.Log.Entries.ShouldContain(entry => entry.Message.Contains("is cut"));
    }

    [Fact]
    public async Task Channel_ItsConnectionReachesItsAge_CallsGoOnOverAnother()
    {
        var clock = new ManualTimeProvider();
        await using var server = await StartAsync(clock);
        using var channel = server.OpenChannel();
        var invoker = channel.CreateCallInvoker();
        using var old = invoker.AsyncDuplexStreamingCall(Chat, null, default);
        await old.RequestStream.WriteAsync(Of("before"));
        (await old.ResponseStream.MoveNext()).ShouldBeTrue();

        clock.Advance(TooYoung + OldEnough);
        (await invoker.AsyncUnaryCall(Say, null, default, Of("meanwhile"))).Value.ShouldBe("hello meanwhile");
        await old.RequestStream.WriteAsync(Of("after"));
        (await old.ResponseStream.MoveNext()).ShouldBeTrue();
        await old.RequestStream.CompleteAsync();

        (await old.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    private static Task<GrpcServerFixture> StartAsync(TimeProvider clock) => GrpcServerFixture.StartAsync(
        app => app.MapGrpc(Build()),
        kestrel: server => server.UseGrpcLimits(Aging),
        listen: endpoint => endpoint.UseGrpcConnectionAge(Aging),
        clock: clock);
}
