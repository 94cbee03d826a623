using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Discovery.Tests.Features;

/// <summary>Owners of every kind die, again and again: whoever is connected must not notice.</summary>
public sealed class OwnerChangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task HundredRandomOwnerChanges_NothingIsSent(int seed)
    {
        await using var ads = await AdsFixture.StartAsync();
        using var delta = ads.OpenDelta();
        using var sotw = ads.OpenSotw(app: "reviews");
        await delta.ConnectAsync();
        await sotw.SubscribeAsync(XdsType.Cluster);
        var whole = (await sotw.NextAsync()).VersionInfo;
        var random = new Random(seed);
        var owners = Owners().ToDictionary(owner => owner, _ => ads.Mesh.Kit.Clock.GetUtcNow());

        for (var i = 0; i < 100; i++)
        {
            // One that nobody has asked for since it was lost last is not there to be lost.
            var now = ads.Mesh.Kit.Clock.GetUtcNow();
            var alive = owners.Where(owner => now - owner.Value >= FeedPublisher.Lifetime).Select(owner => owner.Key).ToArray();
            if (alive.Length > 0)
            {
                var lost = alive[random.Next(alive.Length)];
                await ads.Mesh.LoseAsync(lost);
                owners[lost] = now;
            }

            await ads.Mesh.Kit.AdvanceAsync(TimeSpan.FromSeconds(random.Next(0, 12)));
        }

        (await delta.UntilMarkAsync("after")).ShouldBeEmpty();
        (await ads.ConnectionsAsync()).SelectMany(c => c.Types).Where(t => t.Type == XdsType.Cluster).ShouldAllBe(t => t.Sent == 1);
        whole.ShouldBe((await ads.ConnectionsAsync()).Single(c => !c.IsDelta).Types.Single().VersionAcked);
    }

    [Fact]
    public async Task ChangesDuringOwnerChanges_ArriveAndNothingElse()
    {
        await using var ads = await AdsFixture.StartAsync();
        using var client = ads.OpenDelta();
        await client.ConnectAsync();
        var random = new Random(3);
        var owners = Owners();
        for (var i = 0; i < 30; i++)
        {
            await ads.Mesh.LoseAsync(owners[random.Next(owners.Length)]);
            ads.Mesh.Objects.Apply(Bookinfo.Slice("ratings", $"10.0.2.{i}"));
            await ads.RenewAsync();
            var changed = await client.NextAsync();
            changed.TypeUrl.ShouldBe(TypeUrls.Endpoint);
            var assignment = Envoy.Config.Endpoint.V3.ClusterLoadAssignment.Parser.ParseFrom(changed.Resources.ShouldHaveSingleItem().Resource_.Value);
            assignment.Endpoints.ShouldHaveSingleItem().LbEndpoints.ShouldHaveSingleItem().Endpoint.Address.SocketAddress.Address.ShouldBe($"10.0.2.{i}");
        }

        (await client.UntilMarkAsync("after")).ShouldBeEmpty();
    }

    private static IFeedTopic[] Owners() =>
    [
        MeshTopic.Instance,
        new SnapshotTopic("default"),
        new NamespacesTopic("Kubernetes", ResourceKinds.Service),
        new NamespacesTopic("Kubernetes", ResourceKinds.EndpointSlice),
        new NamespacesTopic("Kubernetes", ResourceKinds.VirtualService),
        new NamespacesTopic("Kubernetes", ResourceKinds.Namespace),
        ServiceOf("ratings"),
        ServiceOf("reviews"),
    ];

    private static LoadAssignmentTopic ServiceOf(string name) =>
        new(new ServiceKey("default", $"{name}.default.svc.cluster.local"), new EndpointQuery { ClusterName = "any", MutualTls = new() });
}
