using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class LimitTests
{
    private static readonly GrpcServerOptions Small = new() { MaxReceiveMessageSize = 100, MaxSendMessageSize = 100 };

    [Fact]
    public async Task Server_RequestBeyondItsLimit_IsResourceExhausted()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build(), Small);
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of(new string('x', 200))));

        failure.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        failure.Status.Detail.ShouldBe("Received message of 203 bytes exceeds the limit of 100 bytes.");
    }

    [Fact]
    public async Task Server_ResponseBeyondItsLimit_IsResourceExhausted()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build(), Small);
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of(new string('x', 96))));

        failure.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        failure.Status.Detail.ShouldStartWith("Sending message of 104 bytes");
    }

    [Fact]
    public async Task Client_ResponseBeyondItsLimit_IsResourceExhausted()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel(new GrpcChannelOptions { MaxReceiveMessageSize = 100 });

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of(new string('x', 200))));

        failure.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Client_RequestBeyondItsLimit_IsRefusedBeforeItIsSent()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel(new GrpcChannelOptions { MaxSendMessageSize = 100 });
        var invoker = channel.CreateCallInvoker();

        var unary = await Should.ThrowAsync<RpcException>(
            async () => await invoker.AsyncUnaryCall(Say, null, default, Of(new string('x', 200))));
        using var call = invoker.AsyncDuplexStreamingCall(Chat, null, default);
        var streamed = await Should.ThrowAsync<RpcException>(async () => await call.RequestStream.WriteAsync(Of(new string('x', 200))));

        unary.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        streamed.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        await call.RequestStream.WriteAsync(Of("still fine"));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
    }
}
