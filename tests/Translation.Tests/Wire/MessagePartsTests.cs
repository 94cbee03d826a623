using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;
using MeshActors.Translation.Wire;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests.Wire;

public sealed class MessagePartsTests
{
    private static readonly RouteConfiguration Routes = new()
    {
        Name = "80",
        VirtualHosts = { Host("a", 3), Host("b", 300), Host("c", 0) },
        ValidateClusters = false,
        IgnorePortInHostMatching = true,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Resource_OfParts_HasTheBytesAndTheVersionOfTheWhole(int hosts)
    {
        var message = Routes.Clone();
        message.VirtualHosts.Clear();
        var head = new RouteConfiguration { Name = message.Name }.ToByteArray();
        var tail = new RouteConfiguration { ValidateClusters = false, IgnorePortInHostMatching = true }.ToByteArray();
        var parts = Routes.VirtualHosts.Take(hosts).Select(host => new EncodedPart(new RouteConfiguration { VirtualHosts = { host } }.ToByteArray()));
        message.VirtualHosts.Add(Routes.VirtualHosts.Take(hosts));

        var resource = new EncodedResource("80", TypeUrls.Route, MessageParts.Around(head, [.. parts], new(tail)));

        var whole = message.ToByteArray();
        resource.Value.ToArray().ShouldBe(whole);
        resource.Length.ShouldBe(whole.Length);
        resource.Version.ShouldBe(new EncodedResource("80", TypeUrls.Route, whole).Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(99)]
    public void Summary_WithAnotherPart_IsThatOfTheMessageWithThePart(int index)
    {
        EncodedPart[] parts = [.. Enumerable.Range(0, 100).Select(i => new EncodedPart([.. Enumerable.Repeat((byte)i, i)]))];
        var other = new EncodedPart([1, 2, 3]);

        var changed = PartsSummary.Of(parts).With(index, parts[index], other);

        parts[index] = other;
        changed.ShouldBe(PartsSummary.Of(parts));
    }

    [Fact]
    public void Version_OfMessagesThatDifferInOneByte_Differs()
    {
        var bytes = Routes.ToByteArray();
        var versions = new HashSet<ContentHash> { MessageParts.Version(TypeUrls.Route, bytes) };
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            versions.Add(MessageParts.Version(TypeUrls.Route, bytes)).ShouldBeTrue($"byte {i}");
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public void Version_OfTheSamePartsInAnotherOrder_Differs()
    {
        var swapped = Routes.Clone();
        (swapped.VirtualHosts[0], swapped.VirtualHosts[1]) = (swapped.VirtualHosts[1], swapped.VirtualHosts[0]);

        MessageParts.Version(TypeUrls.Route, swapped.ToByteArray()).ShouldNotBe(MessageParts.Version(TypeUrls.Route, Routes.ToByteArray()));
    }

    [Fact]
    public void Version_OfOneListenerReadAgain_IsTheSame()
    {
        var listener = new Listener { Name = "l", FilterChains = { new FilterChain { Name = "x" }, new FilterChain() }, PerConnectionBufferLimitBytes = 7 };
        var bytes = listener.ToByteArray();

        MessageParts.Version(TypeUrls.Listener, bytes).ShouldBe(MessageParts.Version(TypeUrls.Listener, Listener.Parser.ParseFrom(bytes).ToByteArray()));
        MessageParts.Version(TypeUrls.Cluster, bytes).ShouldBe(ContentHash.Of(bytes));
    }

    [Fact]
    public void Version_OfCutOffMessages_DiffersFromTheWhole()
    {
        var bytes = Routes.ToByteArray();
        var versions = Enumerable.Range(0, bytes.Length + 1).Select(length => MessageParts.Version(TypeUrls.Route, bytes.AsSpan(0, length)));

        versions.ShouldBeUnique();
    }

    private static VirtualHost Host(string name, int domains) => new() { Name = name, Domains = { Enumerable.Range(0, domains).Select(i => $"{name}-{i}") } };
}
