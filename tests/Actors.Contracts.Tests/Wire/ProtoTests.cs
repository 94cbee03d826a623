using Google.Protobuf;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>The protos and the code that does without generated classes, or relies on numbers, agree.</summary>
public sealed class ProtoTests(WireFixture wire) : IClassFixture<WireFixture>
{
    private static readonly FeedPosition Position = new(new(7, 638_000_000_000_000_000), 42);

    [Fact]
    public void Subscribe_InTheGeneratedClasses_IsTheSame()
    {
        var sent = new Subscribe(new SnapshotTopic("default"), wire.Subscriber, Position, Lost: true);

        var proto = Proto.Subscribe.Parser.ParseFrom(wire.Write(sent));

        proto.Subscriber.ShouldContain("a/");
        (proto.Have.View, proto.Have.Start, proto.Have.Sequence, proto.Lost).ShouldBe((7, 638_000_000_000_000_000, 42, true));
        proto.Topic.TypeName.ShouldBe("snapshot-topic/1");
        Proto.SnapshotTopic.Parser.ParseFrom(proto.Topic.Value).Namespace.ShouldBe("default");
        proto.ToByteArray().ShouldBe(wire.Write(sent));
        Said.ShouldBeTheSame(wire.Read("feed-subscribe/1", proto.ToByteArray()), sent);
    }

    [Fact]
    public void Unsubscribe_InTheGeneratedClasses_IsTheSame()
    {
        var sent = new Unsubscribe(new SnapshotTopic("default"), wire.Subscriber);

        var proto = Proto.Unsubscribe.Parser.ParseFrom(wire.Write(sent));

        proto.Topic.TypeName.ShouldBe("snapshot-topic/1");
        proto.ToByteArray().ShouldBe(wire.Write(sent));
    }

    [Fact]
    public void FeedState_InTheGeneratedClasses_IsTheSame()
    {
        var sent = new FeedState(MeshTopic.Instance, Position, new Contracts.Objects.NamespacesState(["a", "b"]));

        var proto = Proto.FeedContent.Parser.ParseFrom(wire.Write(sent));

        proto.Topic.TypeName.ShouldBe("mesh-topic/1");
        proto.Position.Sequence.ShouldBe(42);
        Proto.NamespacesState.Parser.ParseFrom(proto.Content.Value).Namespaces.ShouldBe(["a", "b"]);
        proto.ToByteArray().ShouldBe(wire.Write(sent));
    }

    [Fact]
    public void Enums_OfTheProtos_HaveTheNumbersOfTheCode()
    {
        ShouldAgree<Proto.ServiceRegistry, ServiceRegistry>();
        ShouldAgree<Proto.Resolution, Resolution>();
        ShouldAgree<Proto.Protocol, Protocol>();
        ShouldAgree<Proto.ServiceVisibility, ServiceVisibility>();
        ShouldAgree<Proto.TrafficDistribution, TrafficDistribution>();
        ShouldAgree<Proto.EndpointHealth, EndpointHealth>();
        ShouldAgree<Proto.JwksFetching, JwksFetching>();
        ShouldAgree<Proto.CompliancePolicy, CompliancePolicy>();
        ShouldAgree<Proto.XdsType, XdsType>();
        ShouldAgree<Proto.ProxyType, ProxyType>();
        ShouldAgree<Proto.InterceptionMode, InterceptionMode>();
    }

    private static void ShouldAgree<TProto, TCode>()
        where TProto : struct, Enum
        where TCode : struct, Enum => Numbers<TProto>().ShouldBe(Numbers<TCode>());

    private static IEnumerable<(int, string)> Numbers<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (Convert.ToInt32(value), value.ToString()));
}
