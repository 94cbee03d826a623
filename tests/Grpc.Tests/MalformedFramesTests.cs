using System.Buffers.Binary;
using Google.Protobuf;
using MeshActors.Grpc.Tests.RawHttp2;
using MeshActors.Http2.Frames;
using static MeshActors.Grpc.Tests.EchoService;

namespace MeshActors.Grpc.Tests;

/// <summary>Whatever a client sends, it gets a status or loses its connection, and others are served on.</summary>
public sealed class MalformedFramesTests
{
    public static TheoryData<string, byte[], StatusCode, string> BadBodies => new()
    {
        { "unknown compression flag", [2, 0, 0, 0, 0], StatusCode.Internal, "compression flag" },
        { "compressed without encoding", [1, 0, 0, 0, 1, 0], StatusCode.Internal, "grpc-encoding" },
        { "length beyond the limit", [0, 0x7F, 0xFF, 0xFF, 0xFF], StatusCode.ResourceExhausted, "2147483647 bytes exceeds the limit" },
        { "length of 2^32 - 1", [0, 0xFF, 0xFF, 0xFF, 0xFF], StatusCode.ResourceExhausted, "4294967295" },
        { "header cut off", [0, 0, 0], StatusCode.Internal, "middle of a message" },
        { "message cut off", [0, 0, 0, 0, 9, 1, 2], StatusCode.Internal, "middle of a message" },
        { "no message", [], StatusCode.Internal, "before the message" },
        { "two messages", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], StatusCode.Internal, "More than one message" },
        { "garbage for protobuf", [0, 0, 0, 0, 2, 0xFF, 0xFF], StatusCode.Internal, "could not be parsed" },
        { "text", [.. "GET / HTTP"u8], StatusCode.Internal, "compression flag" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Unary_MalformedBody_EndsWithAStatusThatSaysWhy(string kind, byte[] body, StatusCode expected, string reason)
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Say.FullName);
        await client.SendDataAsync(1, body, end: true);
        var trailers = await client.ReceiveTrailersAsync(1);

        trailers["grpc-status"].ShouldBe(((int)expected).ToString(), kind);
        trailers["grpc-message"].ShouldContain(reason, Case.Sensitive, kind);
        await ShouldStillServe(client, 3);
    }

    [Fact]
    public async Task Unary_MessageInFramesOfOneByte_IsPutTogether()
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Say.FullName);
        var body = MessageOf("bit by bit");
        foreach (var b in body)
        {
            await client.SendDataAsync(1, [b]);
        }

        await client.SendDataAsync(1, [], end: true);

        (await client.ReceiveTrailersAsync(1))["grpc-status"].ShouldBe("0");
    }

    [Theory]
    [InlineData("grpc-timeout", "soon")]
    [InlineData("grpc-timeout", "123456789S")]
    [InlineData("grpc-timeout", "-1S")]
    public async Task Call_MalformedHeader_EndsWithInternal(string name, string value)
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Say.FullName, (name, value));
        await client.SendDataAsync(1, MessageOf("x"), end: true);
        var trailers = await client.ReceiveTrailersAsync(1);

        trailers["grpc-status"].ShouldBe("13");
        trailers["grpc-message"].ShouldContain(value);
    }

    [Fact]
    public async Task Call_BinaryMetadataThatIsNotBase64_EndsWithInternalWhenItIsRead()
    {
        var service = OnSay((_, context) => Task.FromResult(Of($"{context.RequestHeaders.Count}")));
        await using var server = await GrpcServerFixture.StartAsync(service);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Say.FullName, ("trace-bin", "!!!"));
        await client.SendDataAsync(1, MessageOf("x"), end: true);
        var trailers = await client.ReceiveTrailersAsync(1);

        trailers["grpc-status"].ShouldBe("13");
        trailers["grpc-message"].ShouldContain("trace-bin");
    }

    public static TheoryData<string, byte[]> BadFrames => new()
    {
        { "DATA on stream 0", [0, 0, 1, 0, 0, 0, 0, 0, 0, 7] },
        { "frame larger than allowed", [0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1] },
        { "HEADERS on an even stream", [0, 0, 1, 1, 5, 0, 0, 0, 2, 0x82] },
        { "broken HPACK", [0, 0, 2, 1, 5, 0, 0, 0, 1, 0xFF, 0xFF] },
        { "SETTINGS of five bytes", [0, 0, 5, 4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5] },
        { "window beyond 2^31", [0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF] },
    };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task Connection_MalformedFrame_EndsAloneWithGoAway(string kind, byte[] bytes)
    {
        await using var server = await GrpcServerFixture.StartAsync(Build());
        await using var healthy = await RawHttp2Client.ConnectAsync(server.Port);
        await ShouldStillServe(healthy, 1);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.SendBytesAsync(bytes);
        List<FrameType> received = [];
        while (await client.ReceiveAsync() is { } frame)
        {
            received.Add(frame.Type);
        }

        received.ShouldContain(FrameType.GoAway, kind);
        await ShouldStillServe(healthy, 3);
    }

    [Fact]
    public async Task Stream_ResetInTheMiddleOfAMessage_CancelsOnlyThatCall()
    {
        var cancelled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = OnChat(async (requests, _, context) =>
        {
            try
            {
                await requests.MoveNext(context.CancellationToken);
            }
            catch (OperationCanceledException exception)
            {
                cancelled.SetResult(exception.Message);
                throw;
            }
        });
        await using var server = await GrpcServerFixture.StartAsync(service);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port);

        await client.StartCallAsync(1, Chat.FullName);
        await client.SendDataAsync(1, [0, 0, 0, 0, 9, 1]);
        await client.SendAsync(FrameType.ResetStream, 0, 1, [0, 0, 0, 8]);

        await cancelled.Task;
        await ShouldStillServe(client, 3);
    }

    private static async Task ShouldStillServe(RawHttp2Client client, int streamId)
    {
        await client.StartCallAsync(streamId, Say.FullName);
        await client.SendDataAsync(streamId, MessageOf("still there?"), end: true);
        (await client.ReceiveTrailersAsync(streamId))["grpc-status"].ShouldBe("0");
    }

    private static byte[] MessageOf(string text)
    {
        var payload = Of(text).ToByteArray();
        var message = new byte[5 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), payload.Length);
        payload.CopyTo(message, 5);
        return message;
    }
}
