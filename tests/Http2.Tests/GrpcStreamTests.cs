using System.Net.Sockets;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Grpc;
using MeshActors.Http2.Polling;
using MeshActors.Testing.Xds;

namespace MeshActors.Http2.Tests;

/// <summary>Against a real gRPC server.</summary>
public sealed class GrpcStreamTests : IDisposable
{
    private const string Refusal = "näin ei käy";

    private static readonly Method<BytesValue, BytesValue> Echo = new(
        MethodType.DuplexStreaming, "test.Echo", "Echo", Marshallers.Protobuf(BytesValue.Parser), Marshallers.Protobuf(BytesValue.Parser));

    private readonly PollLoop _loop = new();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Messages_OfManySizes_ComeBackEqual()
    {
        await using var server = await StartAsync();
        using var stream = await OpenAsync(server);
        var random = new Random(9113);
        foreach (var size in (int[])[0, 1, 1_000, 16_384, 70_000, 3_000_000, 5])
        {
            var message = new byte[size];
            random.NextBytes(message);
            stream.Write(new BytesValue { Value = UnsafeByteOperations.UnsafeWrap(message) }.ToByteArray());

            (await stream.ReadAsync(default)).ShouldBeTrue();

            BytesValue.Parser.ParseFrom(stream.Message.Span).Value.Span.SequenceEqual(message).ShouldBeTrue($"{size} bytes");
        }
    }

    [Fact]
    public async Task Messages_WrittenTogether_ComeBackInOrder()
    {
        await using var server = await StartAsync();
        using var stream = await OpenAsync(server);
        for (var i = 0; i < 100; i++)
        {
            stream.Write(new BytesValue { Value = ByteString.CopyFrom((byte)i) }.ToByteArray());
        }

        for (var i = 0; i < 100; i++)
        {
            (await stream.ReadAsync(default)).ShouldBeTrue();
            BytesValue.Parser.ParseFrom(stream.Message.Span).Value[0].ShouldBe((byte)i);
        }
    }

    [Fact]
    public async Task ServerThatEndsTheStream_EndsIt_WithItsStatus()
    {
        await using var server = await StartAsync();
        using var stream = await OpenAsync(server, "refuse");

        var failure = await stream.ReadAsync(default).AsTask().ShouldThrowAsync<RpcException>();

        failure.Status.ShouldBe(new(StatusCode.PermissionDenied, Refusal));
    }

    [Fact]
    public async Task ServerThatIsSatisfied_EndsIt_WithoutFailure()
    {
        await using var server = await StartAsync();
        using var stream = await OpenAsync(server, "leave");

        (await stream.ReadAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task ServerThatStops_IsTold()
    {
        var server = await StartAsync();
        using var stream = await OpenAsync(server);
        stream.Write(new BytesValue().ToByteArray());
        (await stream.ReadAsync(default)).ShouldBeTrue();
        var next = stream.ReadAsync(default).AsTask();
        await server.DisposeAsync();

        await next.ShouldThrowAsync<RpcException>();
    }

    private async Task<GrpcStream> OpenAsync(LoopbackServer server, params string[] wishes)
    {
        var address = new Uri(server.Address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        return GrpcStream.Open(_loop.Open(socket, default), new(address, "/test.Echo/Echo"), wishes.Select(wish => KeyValuePair.Create(wish, "yes")));
    }

    private static Task<LoopbackServer> StartAsync() => LoopbackServer.StartAsync(
        ServerServiceDefinition.CreateBuilder("test.Echo")
            .AddMethod(Echo, new DuplexStreamingServerMethod<BytesValue, BytesValue>(EchoAsync))
            .Build());

    private static async Task EchoAsync(IAsyncStreamReader<BytesValue> requests, IServerStreamWriter<BytesValue> responses, ServerCallContext call)
    {
        if (call.RequestHeaders.GetValue("refuse") is not null)
        {
            throw new RpcException(new Status(StatusCode.PermissionDenied, Refusal));
        }

        while (call.RequestHeaders.GetValue("leave") is null && await requests.MoveNext(call.CancellationToken))
        {
            await responses.WriteAsync(requests.Current);
        }
    }
}
