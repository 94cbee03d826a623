using Google.Protobuf;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Actors.Sharding;
using MeshActors.Actors.TestKit;
using MeshActors.Actors.Tests.Sharding;
using MeshActors.Link.V1;
using FrameKind = MeshActors.Link.V1.FrameKind;

namespace MeshActors.Actors.Tests.Remote;

/// <summary>What stands on the wire is what <c>link.proto</c> says, and what does not is refused.</summary>
public sealed class LinkProtocolTests : IAsyncDisposable
{
    // Field 1000 with the number 150, field 1001 with two bytes.
    private static readonly byte[] Unknown = [0xc0, 0x3e, 0x96, 0x01, 0xca, 0x3e, 0x02, 0x61, 0x62];

    private readonly TestCluster _cluster = new(TestMessages.Register);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Greeting_ComesFirst_AndNamesBothEnds()
    {
        await _cluster.StartAsync("a", "b");
        var peer = await ForeignPeer.ReplaceAsync(_cluster);

        var hello = (await peer.ReceiveAsync(FrameKind.Hello)).Hello;

        (hello.Version, hello.MemberId, hello.WantedId).ShouldBe((2u, "a", "b"));
    }

    [Fact]
    public async Task Names_CrossOnce_AndAreNumbersFromThenOn()
    {
        var a = (await _cluster.StartAsync("a", "b"))[0];
        var near = _cluster.CreateTestProbe(a);
        var peer = await ForeignPeer.ReplaceAsync(_cluster);
        await peer.SendAsync(new Frame { Kind = FrameKind.Heartbeat });
        var remote = a.Links.ActorAt("b", "/user/far");

        near.Send(remote, new Number(5));
        var first = await peer.ReceiveAsync(FrameKind.Message);
        near.Send(remote, new Number(6));
        var second = await peer.ReceiveAsync(FrameKind.Message);

        (first.Target, first.TargetPath, first.Type, first.TypeName).ShouldBe((1u, "b/user/far", 1u, "number/1"));
        first.SenderPath.ShouldStartWith("a/");
        (second.Target, second.TargetPath, second.Sender, second.SenderPath, second.Type, second.TypeName).ShouldBe((1u, "", 2u, "", 1u, ""));
        second.Content.ToByteArray().ShouldBe([0x08, 6]);
    }

    [Fact]
    public async Task Frame_WithFieldsOfANewerReplica_IsReadWithoutThem()
    {
        var (peer, probe, path) = await ConnectAsync();
        var frame = Message(path, new byte[] { 0x08, 7 }).ToByteArray();
        byte[] grown = [.. Unknown, .. frame, .. Unknown];

        await peer.SendAsync([.. Unknown, 0x0a, (byte)grown.Length, .. grown, .. Unknown]);

        await probe.ExpectMsgAsync(new Number(7));
    }

    [Fact]
    public async Task Message_OfAnUnknownType_IsSkippedAndTheLinkGoesOn()
    {
        var (peer, probe, path) = await ConnectAsync();

        await peer.SendAsync(
            new Frame { Kind = FrameKind.Message, TargetPath = path, TypeName = "of-tomorrow/1", Content = ByteString.CopyFromUtf8("x") },
            new Frame { Kind = FrameKind.Message, TargetPath = path, TypeName = "number/1", Content = ByteString.CopyFrom(0xff) },
            Message(path, new byte[] { 0x08, 8 }));

        await probe.ExpectMsgAsync(new Number(8));
    }

    [Fact]
    public async Task Frames_ThatCannotBe_EndTheConnection()
    {
        await RefuseAsync(new Frame { Kind = (FrameKind)99 });
        await RefuseAsync(new Frame { Kind = FrameKind.Message, Target = 1, TypeName = "number/1" });
        await RefuseAsync(new Frame { Kind = FrameKind.Message, Target = 7, TargetPath = "a/user/x", TypeName = "number/1" });
        await RefuseAsync(new Frame { Kind = FrameKind.Message, TargetPath = "no reference", TypeName = "number/1" });
        await RefuseAsync(new Frame { Kind = FrameKind.Message, TargetPath = "a/user/x" });
        await RefuseAsync(new Frame { Kind = FrameKind.Watch, TargetPath = "a/user/x" });
    }

    [Fact]
    public async Task Garbage_OnTheLink_EndsTheConnectionAndNothingElse()
    {
        var random = new Random(1);
        await _cluster.StartAsync("a", "b");
        for (var i = 0; i < 20; i++)
        {
            var peer = await ForeignPeer.ReplaceAsync(_cluster);
            var garbage = new byte[200];
            random.NextBytes(garbage);
            garbage[0] = 0x0f;
            await peer.SendAsync(garbage);
            (await peer.IsClosedAsync()).ShouldBeTrue();
        }

        var (last, probe, path) = await ConnectAsync();
        await last.SendAsync(Message(path, new byte[] { 0x08, 9 }));
        await probe.ExpectMsgAsync(new Number(9));
    }

    [Fact]
    public void RuntimeMessages_InTheGeneratedClasses_AreTheSame()
    {
        var links = _cluster.Start("a").Links;
        ShouldAgree(links, new ShardingEnvelope("e", new Where("t")), Envelope.Parser);
        ShouldAgree(links, new ShardRegion.StartEntity("e"), StartEntity.Parser);
        ShouldAgree(links, new ShardRegion.StartEntityAck("e", "7"), StartEntityAck.Parser);
        ShouldAgree(links, new Actors.Publication.Subscribe("t", -1), Link.V1.Subscribe.Parser);
        ShouldAgree(links, new Actors.Publication.Unsubscribe("t"), Link.V1.Unsubscribe.Parser);
        ShouldAgree(links, new Actors.Publication.Published("t", new(3, -1), -1, new Number(4)), Link.V1.Published.Parser);
        ShouldAgree(links, new Actors.Publication.Published("t", new(3, 5), 4, null), Link.V1.Published.Parser);

        var routed = new Routed { View = 3, Hops = 1, Message = new() { TypeName = "number/1", Value = ByteString.CopyFrom(0x08, 4) } }.ToByteArray();
        LinkBytes.Write(links, LinkBytes.Read(links, "routed/1", routed)).ShouldBe(routed);
    }

    private static Frame Message(string path, ReadOnlySpan<byte> content) =>
        new() { Kind = FrameKind.Message, TargetPath = path, TypeName = "number/1", Content = ByteString.CopyFrom(content) };

    private static void ShouldAgree<T>(ReplicaLinks links, object message, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var written = LinkBytes.Write(links, message);
        var proto = parser.ParseFrom(written);
        proto.ToByteArray().ShouldBe(written);
        LinkBytes.Read(links, LinkBytes.ManifestOf(links, message), proto.ToByteArray()).ShouldBe(message);
    }

    private async Task RefuseAsync(Frame frame)
    {
        if (_cluster.Replicas.Count == 0)
        {
            await _cluster.StartAsync("a", "b");
        }

        var peer = await ForeignPeer.ReplaceAsync(_cluster);
        await peer.SendAsync(frame);
        (await peer.IsClosedAsync()).ShouldBeTrue(frame.ToString());
    }

    private async Task<(ForeignPeer Peer, TestProbe Probe, string Path)> ConnectAsync()
    {
        if (_cluster.Replicas.Count == 0)
        {
            await _cluster.StartAsync("a", "b");
        }

        var probe = _cluster.CreateTestProbe(_cluster.Replicas[0]);
        return (await ForeignPeer.ReplaceAsync(_cluster), probe, $"a{probe.Ref.Path.ToStringWithoutAddress()}");
    }
}
