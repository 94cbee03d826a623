using System.Buffers.Binary;
using System.Text;
using MeshActors.Grpc;
using MeshActors.Http2.Frames;

namespace MeshActors.Http2.Tests;

/// <summary>What the client makes of frames, and what it answers.</summary>
public sealed class GrpcStreamFrameTests
{
    private const byte Status200 = 0x88;

    private static readonly byte[] Ok = [Status200];
    private static readonly byte[] TrailersOk = [0, 11, .. "grpc-status"u8, 1, (byte)'0'];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public async Task Messages_InPiecesOfAnySize_AreWhole(int pieces)
    {
        var server = new ScriptedServer(pieces)
            .Says(FrameType.Settings, FrameFlags.None, 0)
            .Says(FrameType.Headers, FrameFlags.EndHeaders, 1, Ok)
            .Says(FrameType.Data, FrameFlags.None, 1, [0, 0, 0, 0, 3, .. "one"u8, 0, 0, 0])
            .Says(FrameType.Data, FrameFlags.Padded, 1, [2, 0, 3, .. "tw"u8, 9, 9])
            .Says(FrameType.Data, FrameFlags.None, 1, [.. "o"u8, 0, 0, 0, 0, 0])
            .Says(FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.EndStream, 1, TrailersOk);

        (await ReadAllAsync(server)).ShouldBe(["one", "two", ""]);
    }

    [Fact]
    public async Task Message_CutOffByTheEnd_IsNoProperEnd()
    {
        var server = new ScriptedServer()
            .Says(FrameType.Headers, FrameFlags.EndHeaders, 1, Ok)
            .Says(FrameType.Data, FrameFlags.None, 1, [0, 0, 0, 0, 3, .. "on"u8])
            .Says(FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.EndStream, 1, TrailersOk);

        (await ReadAllAsync(server).ShouldThrowAsync<RpcException>()).Message.ShouldContain("within a message");
    }

    [Fact]
    public async Task Headers_InSeveralFrames_AreOne()
    {
        var server = new ScriptedServer()
            .Says(FrameType.Headers, FrameFlags.Padded | FrameFlags.Priority, 1, [1, 0, 0, 0, 0, 0, Status200, 0, 11, 7])
            .Says(FrameType.Continuation, FrameFlags.EndHeaders, 1, TrailersOk[2..])
            .Says(FrameType.Data, FrameFlags.EndStream, 1, [0, 0, 0, 0, 1, (byte)'x']);

        (await ReadAllAsync(server)).ShouldBe(["x"]);
    }

    [Fact]
    public async Task SettingsAndPing_AreAnswered_OthersPassedOver()
    {
        var server = new ScriptedServer()
            .Says(FrameType.Settings, FrameFlags.None, 0)
            .Says(FrameType.Settings, FrameFlags.Acknowledgement, 0)
            .Says(FrameType.Ping, FrameFlags.None, 0, [.. "12345678"u8])
            .Says(FrameType.Ping, FrameFlags.Acknowledgement, 0, [.. "87654321"u8])
            .Says((FrameType)99, FrameFlags.None, 0, [1]);

        await ReadAllAsync(server).ShouldThrowAsync<RpcException>();

        server.Told.Where(frame => frame.Header.Flags == FrameFlags.Acknowledgement)
            .Select(frame => (frame.Header.Type, Encoding.ASCII.GetString(frame.Payload)))
            .ShouldBe([(FrameType.Settings, ""), (FrameType.Ping, "12345678")]);
    }

    [Fact]
    public async Task Message_LargerThanTheWindow_WaitsForMore()
    {
        var server = new ScriptedServer()
            .Says(FrameType.Settings, FrameFlags.None, 0, [0, 4, 0, 0, 0, 7])
            .Says(FrameType.Headers, FrameFlags.EndHeaders, 1, Ok)
            .Says(FrameType.Data, FrameFlags.None, 1, [0, 0, 0, 0, 0])
            .Says(FrameType.WindowUpdate, FrameFlags.None, 1, [0, 0, 0, 2])
            .Says(FrameType.WindowUpdate, FrameFlags.None, 1, [0, 0, 1, 0]);
        using var stream = GrpcStream.Open(server, new("http://server/method"), []);
        await stream.ReadAsync(default);
        stream.Write("12345"u8);

        await stream.ReadAsync(default).AsTask().ShouldThrowAsync<RpcException>();

        server.Told.Where(frame => frame.Header.Type == FrameType.Data).Select(frame => frame.Header.Length).ShouldBe([7, 2, 1]);
    }

    [Fact]
    public async Task ReceivedBytes_AreGivenBack_BeforeTheWindowIsUsedUp()
    {
        var message = new byte[16_000];
        var server = new ScriptedServer(FrameHeader.Size + message.Length).Says(FrameType.Headers, FrameFlags.EndHeaders, 1, Ok);
        for (var i = 0; i < 300; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), message.Length - 5);
            server.Says(FrameType.Data, FrameFlags.None, 1, message);
        }

        await ReadAllAsync(server).ShouldThrowAsync<RpcException>();

        server.Told.Count(frame => frame.Header is { Type: FrameType.WindowUpdate, StreamId: 1 }).ShouldBe(1);
    }

    [Theory]
    [InlineData((byte)FrameType.ResetStream, new byte[] { 0, 0, 0, 8 }, "HTTP/2 error 8")]
    [InlineData((byte)FrameType.GoAway, new byte[] { 0, 0, 0, 0, 0, 0, 0, 11, (byte)'w', (byte)'h', (byte)'y' }, "HTTP/2 error 11: why")]
    [InlineData((byte)FrameType.Headers, new byte[] { 0x8D }, "HTTP status 404")]
    [InlineData((byte)FrameType.Headers, new byte[] { 0xFF }, "ends within a field")]
    [InlineData((byte)FrameType.Data, new byte[] { 1, 0, 0, 0, 0 }, "compressed")]
    [InlineData((byte)FrameType.Data, new byte[] { 0, 255, 255, 255, 255 }, "4294967295 bytes")]
    public async Task Refusal_IsTold_WithItsReason(byte type, byte[] payload, string reason)
    {
        var server = new ScriptedServer().Says((FrameType)type, FrameFlags.EndHeaders, type == (byte)FrameType.GoAway ? 0 : 1, payload);

        var failure = await ReadAllAsync(server).ShouldThrowAsync<RpcException>();

        failure.Message.ShouldContain(reason);
    }

    private static async Task<List<string>> ReadAllAsync(ScriptedServer server)
    {
        using var stream = GrpcStream.Open(server, new("http://server/method"), []);
        var messages = new List<string>();
        while (await stream.ReadAsync(default))
        {
            messages.Add(Encoding.UTF8.GetString(stream.Message.Span));
        }

        return messages;
    }
}
