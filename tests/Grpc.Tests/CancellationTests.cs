using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class CancellationTests
{
    [Theory]
    [InlineData("dispose")]
    [InlineData("call token")]
    [InlineData("read token")]
    public async Task Client_GivesUp_CancelsTheServersMethod(string how)
    {
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await GrpcServerFixture.StartAsync(OnChat(async (requests, responses, context) =>
        {
            await responses.WriteAsync(Of("started"));
            try
            {
                await requests.MoveNext();
            }
            catch (Exception exception)
            {
                ended.SetResult(exception);
                throw;
            }
        }));
        using var channel = server.OpenChannel();
        using var callToken = new CancellationTokenSource();
        using var readToken = new CancellationTokenSource();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            Chat, null, new CallOptions(CancellationToken: callToken.Token));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        var reading = call.ResponseStream.MoveNext(readToken.Token).AsTask();
        switch (how)
        {
            case "dispose":
                call.Dispose();
                break;
            case "call token":
                await callToken.CancelAsync();
                break;
            default:
                await readToken.CancelAsync();
                break;
        }

        var failure = await Should.ThrowAsync<Exception>(() => reading);
        if (how == "read token")
        {
            failure.ShouldBeAssignableTo<OperationCanceledException>();
        }

        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
        (await ended.Task).ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Fact]
    public async Task Server_EndsTheCallWhileItsClientStillWrites_ClientGetsTheStatus()
    {
        await using var server = await GrpcServerFixture.StartAsync(OnChat((_, _, _) =>
            throw new RpcException(new Status(StatusCode.PermissionDenied, "not you"))));
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, default);
        var failure = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext());
        var late = await Should.ThrowAsync<RpcException>(async () => await call.RequestStream.WriteAsync(Of("late")));

        failure.Status.Detail.ShouldBe("not you");
        late.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Server_CutsTheConnection_ClientIsUnavailable()
    {
        await using var server = await GrpcServerFixture.StartAsync(OnChat(async (requests, responses, context) =>
        {
            await responses.WriteAsync(Of("started"));
            await requests.MoveNext();
            context.GetHttpContext().Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionLifetimeFeature>()!.Abort();
        }));
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, default);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        await call.RequestStream.WriteAsync(Of("cut"));
        var failure = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext());

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task Client_WritesAfterCompletingItsStream_IsRefused()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, default);
        await call.RequestStream.CompleteAsync();

        await Should.ThrowAsync<InvalidOperationException>(async () => await call.RequestStream.WriteAsync(Of("late")));
    }

    [Fact]
    public async Task Server_MethodWritesAfterItHasEnded_IsRefused()
    {
        IServerStreamWriter<Google.Protobuf.WellKnownTypes.StringValue>? kept = null;
        await using var server = await GrpcServerFixture.StartAsync(OnRepeat((_, responses, _) =>
        {
            kept = responses;
            return Task.CompletedTask;
        }));
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(Repeat, null, default, Of("x"));
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();

        await Should.ThrowAsync<InvalidOperationException>(async () => await kept!.WriteAsync(Of("late")));
    }
}
