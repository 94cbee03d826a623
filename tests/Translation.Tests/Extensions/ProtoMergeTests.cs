using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Translation.Extensions.Patches;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests.Extensions;

public sealed class ProtoMergeTests
{
    [Fact]
    public void Merge_Messages_KeepsWhatThePatchLeavesOut()
    {
        var cluster = new Cluster { Name = "a", OutlierDetection = new() { Consecutive5Xx = 5, MaxEjectionPercent = 10 } };

        ProtoMerge.Merge(cluster, new Cluster { OutlierDetection = new() { MaxEjectionPercent = 20 } });

        cluster.ShouldBe(new Cluster { Name = "a", OutlierDetection = new() { Consecutive5Xx = 5, MaxEjectionPercent = 20 } });
    }

    [Fact]
    public void Merge_Durations_AreReplacedWhole()
    {
        var cluster = new Cluster { ConnectTimeout = new Duration { Seconds = 10, Nanos = 5 } };

        ProtoMerge.Merge(cluster, new Cluster { ConnectTimeout = new Duration { Seconds = 1 } });

        cluster.ConnectTimeout.ShouldBe(new Duration { Seconds = 1 });
    }

    [Theory]
    [InlineData(false, new[] { "a", "b" })]
    [InlineData(true, new[] { "b" })]
    public void Merge_Lists_GrowUnlessReplaced(bool replaces, string[] expected)
    {
        var cluster = new Cluster { Filters = { new Filter { Name = "a" } } };

        ProtoMerge.Merge(cluster, new Cluster { Filters = { new Filter { Name = "b" } } }, replaces);

        cluster.Filters.Select(filter => filter.Name).ShouldBe(expected);
    }

    [Fact]
    public void Merge_ListThatThePatchDoesNotHave_StaysWhenListsAreReplaced()
    {
        var cluster = new Cluster { Filters = { new Filter { Name = "a" } } };

        ProtoMerge.Merge(cluster, new Cluster { Name = "x" }, replacesLists: true);

        cluster.Filters.Count.ShouldBe(1);
    }

    [Fact]
    public void Merge_WrapperOfDefaultValue_DoesNotChangeOneThatIsThere()
    {
        var cluster = new Cluster { PerConnectionBufferLimitBytes = 100 };

        ProtoMerge.Merge(cluster, new Cluster { PerConnectionBufferLimitBytes = 0 });

        cluster.PerConnectionBufferLimitBytes.ShouldBe(100u);
    }

    [Fact]
    public void Merge_OtherMemberOfOneof_TakesThePlace()
    {
        var address = new Address { SocketAddress = new() { Address = "1.2.3.4", PortValue = 80 } };

        ProtoMerge.Merge(address, new Address { Pipe = new() { Path = "/x" } });

        address.ShouldBe(new Address { Pipe = new() { Path = "/x" } });
    }

    [Fact]
    public void Merge_MapEntries_AreReplacedWhole()
    {
        var metadata = new Metadata { FilterMetadata = { ["a"] = Fields("x"), ["b"] = Fields("y") } };

        ProtoMerge.Merge(metadata, new Metadata { FilterMetadata = { ["a"] = Fields("z") } });

        metadata.FilterMetadata["a"].ShouldBe(Fields("z"));
        metadata.FilterMetadata["b"].ShouldBe(Fields("y"));
    }

    [Fact]
    public void Merge_ContentsOfTwoTypes_GivesNone() =>
        ProtoMerge.Merge(Any.Pack(new Cluster(), "type.googleapis.com"), Any.Pack(new Address(), "type.googleapis.com")).ShouldBeNull();

    private static Struct Fields(string name) => new() { Fields = { [name] = Value.ForBool(true) } };
}
