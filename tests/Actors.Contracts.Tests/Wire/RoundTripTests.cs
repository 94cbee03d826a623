using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Wire;
using MeshActors.Mesh.Registry;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>Every message that entities and subscribers exchange, there and back.</summary>
public sealed class RoundTripTests(WireFixture wire) : IClassFixture<WireFixture>
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Message_Crossed_SaysTheSame(int seed)
    {
        foreach (var message in wire.Samples(seed).All())
        {
            Said.ShouldBeTheSame(wire.Cross(message), message);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Topic_Crossed_NamesTheSameFeed(int seed)
    {
        // Subscribers find by equality which of their feeds a message is about.
        foreach (var topic in wire.Samples(seed).Topics())
        {
            var arrived = wire.Cross(topic).ShouldBeAssignableTo<IFeedTopic>();
            arrived.ShouldBe(topic);
            arrived.ShouldNotBeNull().GetHashCode().ShouldBe(topic.GetHashCode());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Service_WithItsLabelsInAnotherOrder_HasTheSameBytes(int seed)
    {
        var service = new RandomRecords(new Random(seed)).Make<Service>();
        var other = service with
        {
            Labels = service.Labels.Reverse().ToDictionary(),
            ClusterVips = service.ClusterVips.Reverse().ToDictionary(),
            PassthroughPorts = service.PassthroughPorts.Reverse().ToDictionary(),
        };

        ServiceBytes.Of(other).ShouldBe(ServiceBytes.Of(service));
    }

    [Fact]
    public void MeshState_CrossedTwice_KeepsWhatDidNotChange()
    {
        var sent = wire.Samples(3).Contents().OfType<MeshState>().Single();
        var first = wire.Cross(sent).ShouldBeOfType<MeshState>();

        var second = wire.Cross(sent with { Namespaces = ["other"] }).ShouldBeOfType<MeshState>();
        var third = wire.Cross(sent with { Globals = sent.Globals with { DomainSuffix = "changed" } }).ShouldBeOfType<MeshState>();

        second.Globals.ShouldBeSameAs(first.Globals);
        second.Sources.ShouldBeSameAs(first.Sources);
        second.Nodes.ShouldBeSameAs(first.Nodes);
        second.Namespaces.ShouldBe(["other"]);
        third.Globals.DomainSuffix.ShouldBe("changed");
        third.Nodes.ShouldBeSameAs(first.Nodes);
    }
}
