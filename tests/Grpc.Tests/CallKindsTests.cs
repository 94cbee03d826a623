using Google.Protobuf.WellKnownTypes;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

public sealed class CallKindsTests
{
    [Fact]
    public async Task Unary_OneRequest_GetsItsResponseStatusAndHeaders()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncUnaryCall(Say, null, new CallOptions(), Of("mesh"));

        (await call).Value.ShouldBe("hello mesh");
        call.GetStatus().ShouldBe(Status.DefaultSuccess);
        await call.ResponseHeadersAsync;
    }

    [Fact]
    public async Task ServerStreaming_OneRequest_GetsEveryResponseInOrder()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(Repeat, null, new CallOptions(), Of("a"));
        List<string> received = [];
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            received.Add(response.Value);
        }

        received.ShouldBe(["a 0", "a 1", "a 2"]);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task ClientStreaming_SeveralRequests_AreAnsweredOnce()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncClientStreamingCall(Join, null, new CallOptions());
        foreach (var part in new[] { "a", "b", "c" })
        {
            await call.RequestStream.WriteAsync(Of(part));
        }

        await call.RequestStream.CompleteAsync();

        (await call).Value.ShouldBe("a,b,c");
    }

    [Fact]
    public async Task Duplex_EachRequest_IsAnsweredBeforeTheNextIsSent()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, new CallOptions());
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(Of($"message {i}"));
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Value.ShouldBe($"message {i}");
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Duplex_EncodedSegments_ArriveAsOneMessage()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel();
        var shared = new byte[100_000];
        Random.Shared.NextBytes(shared);
        var builder = new EncodedMessageBuilder();
        builder.AppendVarint((2 << 3) | 2).AppendVarint((uint)shared.Length).Append(shared).AppendVarint(1 << 3).AppendVarint(300);
        var message = builder.Build();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Bytes, null, new CallOptions());
        await call.RequestStream.WriteEncodedAsync(message);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();

        call.ResponseStream.Current.ToContiguous().ToArray().ShouldBe(message.ToContiguous().ToArray());
    }

    [Fact]
    public async Task Duplex_EncodedProtobuf_IsReadAsTheTypedMessage()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        using var channel = server.OpenChannel();

        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Chat, null, new CallOptions());
        await call.RequestStream.WriteEncodedAsync(new EncodedMessage(new byte[] { 10, 2, (byte)'h', (byte)'i' }));
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();

        call.ResponseStream.Current.ShouldBe(new StringValue { Value = "hi" });
    }
}
