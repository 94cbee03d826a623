using System.Net;
using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class StatusTests
{
    [Fact]
    public async Task Method_ThrowsRpcException_ClientGetsStatusMessageAndTrailers()
    {
        await using var server = await GrpcServerFixture.StartAsync(OnSay((_, _) => throw new RpcException(
            new Status(StatusCode.NotFound, "no such mesh: über 100%\n"),
            new Metadata { { "reason", "gone" }, { "trace-bin", new byte[] { 0, 255, 7 } } })));
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x")));

        failure.StatusCode.ShouldBe(StatusCode.NotFound);
        failure.Status.Detail.ShouldBe("no such mesh: über 100%\n");
        failure.Trailers.GetValue("reason").ShouldBe("gone");
        failure.Trailers.GetValueBytes("trace-bin").ShouldBe([0, 255, 7]);
    }

    [Fact]
    public async Task Method_ThrowsAfterItsFirstResponse_ClientGetsTheResponseAndThenTheStatus()
    {
        await using var server = await GrpcServerFixture.StartAsync(OnRepeat(async (request, responses, context) =>
        {
            context.ResponseTrailers.Add("sent", "one");
            await responses.WriteAsync(request);
            throw new RpcException(new Status(StatusCode.Aborted, "enough"));
        }));
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(Repeat, null, default, Of("x"));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        var failure = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext());

        failure.Status.ShouldBe(new Status(StatusCode.Aborted, "enough"));
        call.GetStatus().ShouldBe(failure.Status);
        call.GetTrailers().GetValue("sent").ShouldBe("one");
    }

    [Fact]
    public async Task ErrorDetails_SentByTheServer_AreReadByTheClient()
    {
        var details = new ErrorDetails(StatusCode.InvalidArgument, "bad field", [Any.Pack(new StringValue { Value = "spec.hosts" })]);
        await using var server = await GrpcServerFixture.StartAsync(OnSay((_, _) => throw details.ToRpcException()));
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x")));

        var received = ErrorDetails.From(failure).ShouldNotBeNull();
        received.Code.ShouldBe(StatusCode.InvalidArgument);
        received.Message.ShouldBe("bad field");
        received.Details.Single().Unpack<StringValue>().Value.ShouldBe("spec.hosts");
        ErrorDetails.From(new RpcException(Status.DefaultCancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Method_ThrowsUnexpectedly_ClientGetsUnknownWithoutSecretsAndTheLogGetsTheError()
    {
        await using var server = await GrpcServerFixture.StartAsync(
            OnSay((_, _) => throw new InvalidDataException("the password is hunter2")));
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x")));

        failure.StatusCode.ShouldBe(StatusCode.Unknown);
        failure.Status.Detail.ShouldNotContain("hunter2");
        var logged = server.Log.Entries.Single(entry => entry.Level == LogLevel.Error);
        logged.Category.ShouldBe("MeshActors.Grpc.Server");
        logged.Message.ShouldContain(Say.FullName);
    }

    [Fact]
    public async Task Method_ThrowsUnexpectedlyWithDetailedErrors_ClientGetsTheMessage()
    {
        await using var server = await GrpcServerFixture.StartAsync(
            OnSay((_, _) => throw new InvalidDataException("line 7")), new GrpcServerOptions { EnableDetailedErrors = true });
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x")));

        failure.Status.Detail.ShouldContain("line 7");
    }

    [Fact]
    public async Task Method_ReturnsWithAStatusSet_ClientGetsThatStatus()
    {
        await using var server = await GrpcServerFixture.StartAsync(OnRepeat((_, _, context) =>
        {
            context.Status = new Status(StatusCode.ResourceExhausted, "later");
            return Task.CompletedTask;
        }));
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(Repeat, null, default, Of("x"));
        var failure = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext());

        failure.Status.ShouldBe(new Status(StatusCode.ResourceExhausted, "later"));
    }

    [Fact]
    public async Task Server_UnknownMethodOfAKnownService_IsUnimplemented()
    {
        await using var server = await GrpcServerFixture.StartAsync(OnSay((request, _) => Task.FromResult(request)));
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, default);
        var failure = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext());

        failure.StatusCode.ShouldBe(StatusCode.Unimplemented);
        failure.Status.Detail.ShouldContain(Chat.FullName);
    }

    [Theory]
    [InlineData(true, "is not served here")]
    [InlineData(false, "HTTP status 404")]
    public async Task Server_UnknownService_IsUnimplemented(bool fallback, string detail)
    {
        await using var server = await GrpcServerFixture.StartAsync(app =>
        {
            if (fallback)
            {
                app.MapGrpcFallback();
            }
        });
        using var channel = server.OpenChannel();

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x")));

        failure.StatusCode.ShouldBe(StatusCode.Unimplemented);
        failure.Status.Detail.ShouldContain(detail);
    }

    [Fact]
    public async Task Client_NothingListens_IsUnavailable()
    {
        // Taken, so that nobody else gets it, and not listened on.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var channel = GrpcChannel.ForAddress($"http://{taken.LocalEndPoint}");
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, default);

        (await Should.ThrowAsync<RpcException>(async () => await call.RequestStream.WriteAsync(Of("x")))).StatusCode.ShouldBe(
            StatusCode.Unavailable);
        (await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext())).StatusCode.ShouldBe(
            StatusCode.Unavailable);
        (await Should.ThrowAsync<RpcException>(async () => await call.ResponseHeadersAsync)).StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public void Call_StatusAskedForBeforeItsEnd_IsRefused()
    {
        using var channel = GrpcChannel.ForAddress("http://never.invalid", new GrpcChannelOptions { Connect = NeverAsync });
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, default);

        Should.Throw<InvalidOperationException>(() => call.GetStatus());
        Should.Throw<InvalidOperationException>(() => call.GetTrailers());
        call.Dispose();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Client_ConnectionTakesLongerThanItsTimeout_IsUnavailable()
    {
        using var channel = GrpcChannel.ForAddress(
            "http://never.invalid", new GrpcChannelOptions { Connect = NeverAsync, ConnectTimeout = TimeSpan.FromMilliseconds(50) });

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x")));

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    private static async ValueTask<Stream> NeverAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return Stream.Null;
    }
}
