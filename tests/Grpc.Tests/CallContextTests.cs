using Microsoft.AspNetCore.Http;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class CallContextTests
{
    [Fact]
    public async Task RequestHeaders_TextAndBinary_ReachTheMethodWithoutTheProtocolsOwn()
    {
        Metadata? seen = null;
        await using var server = await GrpcServerFixture.StartAsync(OnSay((request, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(request);
        }));
        using var channel = server.OpenChannel(new GrpcChannelOptions { UserAgent = "proxy/1.0" });
        var headers = new Metadata
        {
            { "Node-Id", "a" },
            { "node-id", "b" },
            { "key-bin", new byte[] { 1, 2 } },
            { "key-bin", new byte[] { 3 } },
        };

        await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, new CallOptions(headers), Of("x"));

        seen.ShouldNotBeNull();
        seen.GetValue("user-agent")!.ShouldStartWith("proxy/1.0 ");
        string.Join(',', seen.GetAll("node-id").Select(entry => entry.Value)).Replace(" ", "").ShouldBe("a,b");
        seen.GetAll("key-bin").Select(entry => Convert.ToHexString(entry.ValueBytes)).ShouldBe(["0102", "03"]);
        seen.Select(entry => entry.Key).ShouldNotContain(
            key => key.StartsWith("grpc-") || key == "te" || key == "content-type" || key.StartsWith(':'));
    }

    [Fact]
    public async Task Context_OfACall_KnowsMethodAuthoritySchemePeerAndRequest()
    {
        List<string> seen = [];
        await using var server = await GrpcServerFixture.StartAsync(OnSay((request, context) =>
        {
            seen = [context.Method, context.Host, context.Scheme, context.Peer, context.GetHttpContext().Request.Protocol];
            context.Deadline.ShouldBe(DateTimeOffset.MaxValue);
            return Task.FromResult(request);
        }));
        using var channel = server.OpenChannel();

        await channel.CreateCallInvoker().AsyncUnaryCall(Say, "istiod.istio-system.svc:15012", default, Of("x"));

        seen[..3].ShouldBe([Say.FullName, "istiod.istio-system.svc:15012", "http"]);
        seen[3].ShouldStartWith("ipv4:127.0.0.1:");
        seen[4].ShouldBe(HttpProtocol.Http2);
    }

    [Fact]
    public async Task ResponseHeaders_WrittenBeforeAnyMessage_ReachTheClientAtOnce()
    {
        await using var server = await GrpcServerFixture.StartAsync(OnChat(async (requests, responses, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "control-plane", "meshactors" } });
            await requests.MoveNext(context.CancellationToken);
            await responses.WriteAsync(requests.Current);
        }));
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, default);
        var headers = await call.ResponseHeadersAsync;
        await call.RequestStream.WriteAsync(Of("x"));

        headers.GetValue("control-plane").ShouldBe("meshactors");
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
    }

    [Fact]
    public async Task ResponseHeaders_WrittenTwiceOrWithAReservedKey_AreRefused()
    {
        List<string> refusals = [];
        await using var server = await GrpcServerFixture.StartAsync(OnSay(async (request, context) =>
        {
            refusals.Add((await Should.ThrowAsync<ArgumentException>(
                () => context.WriteResponseHeadersAsync(new Metadata { { "grpc-status", "0" } }))).Message);
            await context.WriteResponseHeadersAsync([]);
            refusals.Add((await Should.ThrowAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]))).Message);
            return request;
        }));
        using var channel = server.OpenChannel();

        await channel.CreateCallInvoker().AsyncUnaryCall(Say, null, default, Of("x"));

        refusals[0].ShouldContain("grpc-status");
        refusals[1].ShouldContain("sent already");
    }
}
