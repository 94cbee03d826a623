using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Discovery.Tests.Scopes;

public sealed class ScopeReplicaTests
{
    [Fact]
    public async Task ProxyAdded_WhereTheScopeHoldsAll_HearsOfItsScopeBeforeWhatItHolds()
    {
        await using var kit = new TestKit.TestKit();
        var (proxy, hub) = (kit.CreateTestProbe(), kit.CreateTestProbe());
        var topic = new ScopeTopic("key", new ProxyNode { Id = "a.default", Type = ProxyType.Sidecar, Namespace = "default", IpAddresses = ["10.0.0.1"] });
        var settings = new DiscoverySettings(new NoRegions(), hub.Ref, kit.Clock);
        var scope = kit.ActorOf(() => new ScopeReplica(topic, settings, hub.Ref));
        var state = new ScopeState(
            new Dictionary<XdsType, IReadOnlyList<EncodedResource>>(),
            new Dictionary<XdsType, IReadOnlyCollection<string>>(),
            new Dictionary<string, EndpointQuery>());
        scope.Tell(new FeedState(topic, new(new FeedEpoch(1, 1), 1), state));
        await kit.AwaitQuiescenceAsync();

        scope.Tell(new AddProxy(proxy.Ref, 3));

        await proxy.ExpectMsgAsync(new ScopeAssigned(scope, "key", 3));
        (await proxy.ExpectMsgAsync<ScopeChanged>()).Scope.ShouldBe(scope);
    }

    private sealed class NoRegions : IFeedRegions
    {
        public void Tell(IFeedTopic topic, object message, IActorRef sender)
        {
            // The test itself is the scope's owner.
        }
    }
}
