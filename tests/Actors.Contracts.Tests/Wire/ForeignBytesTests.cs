using System.Buffers;
using Google.Protobuf;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Remote;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>What newer, older and broken replicas send.</summary>
public sealed class ForeignBytesTests(WireFixture wire) : IClassFixture<WireFixture>
{
    // Field 1000 with the number 150, field 1001 with two bytes.
    private static readonly byte[] Unknown = [0xc0, 0x3e, 0x96, 0x01, 0xca, 0x3e, 0x02, 0x61, 0x62];

    [Fact]
    public void Message_WithFieldsOfANewerReplica_IsReadWithoutThem()
    {
        foreach (var message in wire.Samples(1).All())
        {
            Said.ShouldBeTheSame(wire.Read(wire.ManifestOf(message), [.. Unknown, .. wire.Write(message), .. Unknown]), message);
        }
    }

    [Fact]
    public void Endpoint_WithFieldsOfANewerReplica_IsReadWithoutThem()
    {
        var endpoint = new Proto.Endpoint { Port = 80, Addresses = { "10.0.0.1" } };
        byte[] nested = [.. endpoint.ToByteArray(), .. Unknown];
        var endpoints = new Proto.ServiceEndpoints { Service = new() { Hostname = "h" } };

        var read = (ServiceEndpoints)wire.Read("endpoints/1", [.. endpoints.ToByteArray(), 0x12, (byte)nested.Length, .. nested]);

        read.Endpoints.ShouldHaveSingleItem().Port.ShouldBe(80);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Message_ThatWasBroken_IsReadOrRefusedByName(int seed)
    {
        var random = new Random(seed);
        foreach (var message in wire.Samples(seed).All())
        {
            var (manifest, whole) = (wire.ManifestOf(message), wire.Write(message));
            for (var i = 0; i < 200; i++)
            {
                ReadOrRefuse(manifest, Broken(whole, random));
            }
        }
    }

    [Fact]
    public void Service_OfARegistryThatIsNotKnown_IsRefused()
    {
        var snapshot = new Proto.Snapshot { Services = { new Proto.Service { Registry = (Proto.ServiceRegistry)99, Source = new() } } };

        Should.Throw<WireFormatException>(() => wire.Read("snapshot/1", snapshot.ToByteArray())).Message.ShouldContain("99 is no ServiceRegistry");
    }

    [Fact]
    public void Object_OfAKindThatIsNotKnown_IsRefused()
    {
        var topic = new Proto.ObjectsTopic { Kind = new() { Group = "example.com", Kind_ = "Thing" } };

        Should.Throw<WireFormatException>(() => wire.Read("objects-topic/1", topic.ToByteArray())).Message.ShouldContain("Thing");
    }

    [Fact]
    public void Part_ThatIsBothRunAndItem_IsRefused()
    {
        var delta = new Proto.SnapshotDelta { Services = new() { Parts = { new Proto.ServicePart { Count = 3, Added = new() { Source = new() } } } } };

        Should.Throw<WireFormatException>(() => wire.Read("snapshot-delta/1", delta.ToByteArray())).Message.ShouldContain("a run or an item");
    }

    [Fact]
    public void Time_BeyondAllYears_IsRefused()
    {
        var snapshot = new Proto.Snapshot { Services = { new Proto.Service { Source = new(), CreationTime = new() { Seconds = long.MaxValue } } } };

        Should.Throw<WireFormatException>(() => wire.Read("snapshot/1", snapshot.ToByteArray())).Message.ShouldContain("is no time");
    }

    [Fact]
    public void Metadata_ThatIsNoJson_IsRefused()
    {
        var topic = new Proto.ScopeTopic { Proxy = new() { Metadata = ByteString.CopyFromUtf8("{\"a\":") } };

        Should.Throw<WireFormatException>(() => wire.Read("scope-topic/1", topic.ToByteArray())).Message.ShouldContain("metadata");
    }

    [Fact]
    public void Content_OfAnUnknownKind_IsRefusedByItsName()
    {
        var state = new Proto.FeedContent
        {
            Topic = new() { TypeName = wire.ManifestOf(MeshTopic.Instance) },
            Content = new() { TypeName = "of-tomorrow/1", Value = ByteString.CopyFromUtf8("x") },
        };

        Should.Throw<UnknownMessageException>(() => wire.Read("feed-state/1", state.ToByteArray())).Message.ShouldContain("of-tomorrow/1");
    }

    [Fact]
    public void Messages_WithinMessagesWithoutEnd_AreRefused()
    {
        var nested = Nested(50_000);

        Should.Throw<WireFormatException>(() => wire.Read("envelope/1", nested)).Message.ShouldContain("too deep");
    }

    private static byte[] Nested(int depth)
    {
        var heads = new Stack<byte[]>();
        var length = 0;
        for (var i = 0; i < depth; i++)
        {
            var head = new ArrayBufferWriter<byte>();
            var content = Actors.Remote.Wire.SizeOfBytes(1, "envelope/1".Length) + Actors.Remote.Wire.SizeOfBytes(2, length);
            Actors.Remote.Wire.WriteLength(head, Link.V1.Envelope.MessageFieldNumber, content);
            Actors.Remote.Wire.WriteString(head, Link.V1.Content.TypeNameFieldNumber, "envelope/1");
            if (length > 0)
            {
                Actors.Remote.Wire.WriteLength(head, Link.V1.Content.ValueFieldNumber, length);
            }

            heads.Push(head.WrittenSpan.ToArray());
            length += head.WrittenCount;
        }

        return [.. heads.SelectMany(head => head)];
    }

    private static byte[] Broken(byte[] whole, Random random)
    {
        var broken = random.Next(3) == 0 ? whole[..random.Next(whole.Length + 1)] : [.. whole];
        for (var i = random.Next(4); i > 0 && broken.Length > 0; i--)
        {
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
        }

        return broken;
    }

    private void ReadOrRefuse(string manifest, byte[] bytes)
    {
        try
        {
            wire.Read(manifest, bytes).ShouldNotBeNull();
        }
        catch (Exception refused) when (refused is WireFormatException or UnknownMessageException)
        {
            refused.Message.ShouldNotBeEmpty();
        }
    }
}
