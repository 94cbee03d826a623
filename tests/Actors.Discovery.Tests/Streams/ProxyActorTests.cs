using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Actors.Discovery.Tests.Resources;
using MeshActors.Actors.TestKit;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Actors.Discovery.Tests.Streams;

public sealed class ProxyActorTests : IAsyncDisposable
{
    private readonly TestKit.TestKit _kit = new();
    private readonly SlowWriter _writer = new();
    private readonly StreamSession _session;
    private readonly TestProbe _hub;
    private readonly TestProbe _scope;
    private readonly IActorRef _proxy;
    private ResourceSet _clusters = Sample.Whole("a", "b");

    private static ProxyNode Node { get; } = new() { Id = "a.default", Type = ProxyType.Sidecar, Namespace = "default", IpAddresses = ["10.0.0.1"] };

    public ProxyActorTests()
    {
        _session = new(_writer, CancellationToken.None);
        (_hub, _scope) = (_kit.CreateTestProbe("hub"), _kit.CreateTestProbe("scope"));
        var settings = new DiscoverySettings(new NoRegions(), _hub.Ref, _kit.Clock);
        var connection = new Connection("a.default-1", Node, "ipv4:127.0.0.1:1", _kit.Clock.GetUtcNow(), true, new("control plane"));
        _proxy = _kit.ActorOf(ProxyActor.Props(connection, _session, settings, _hub.Ref, NullLogger.Instance), "proxy");
    }

    public async ValueTask DisposeAsync()
    {
        await _kit.DisposeAsync();
        _session.Dispose();
    }

    [Fact]
    public async Task BeforeItsScopeIsKnown_NothingIsSent()
    {
        await _hub.ExpectMsgAsync<JoinScope>();
        _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Cluster });
        await _kit.AwaitQuiescenceAsync();

        _writer.Written.ShouldBeEmpty();
        _proxy.Tell(new ScopeAssigned(_scope.Ref, "key", 1));
        await TellAsync();
        _writer.Written.ShouldHaveSingleItem().Resources.Count.ShouldBe(2);
    }

    [Fact]
    public async Task StreamThatBeginsWithAQuestion_HasNoScopeBeforeItAsksForResources()
    {
        using var session = new StreamSession(_writer, CancellationToken.None);
        var connection = new Connection("tool-2", Node, "ipv4:127.0.0.1:2", _kit.Clock.GetUtcNow(), true, new("control plane")) { BeginsWithDebug = true };
        await _hub.ExpectMsgAsync<JoinScope>();
        var tool = _kit.ActorOf(
            ProxyActor.Props(connection, session, new DiscoverySettings(new NoRegions(), _hub.Ref, _kit.Clock), _hub.Ref, NullLogger.Instance), "tool");

        tool.Tell(new DeltaDiscoveryRequest { TypeUrl = "istio.io/debug", ResourceNamesSubscribe = { "list" } });
        await _hub.ExpectNoMsgAsync();
        tool.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Cluster });

        (await _hub.ExpectMsgAsync<JoinScope>()).Proxy.ShouldBe(tool);
        await tool.GracefulStop(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task WhileAResponseIsBeingWritten_NothingElseIsComposed()
    {
        _proxy.Tell(new ScopeAssigned(_scope.Ref, "key", 1));
        _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Cluster });
        _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Endpoint, ResourceNamesSubscribe = { "a" } });
        for (var i = 0; i < 1000; i++)
        {
            _clusters = _clusters.With(Sample.Resources($"a:{i}"), []);
            await TellAsync();
        }

        _writer.Written.Count.ShouldBe(1);
        _writer.Take();
        await _kit.AwaitQuiescenceAsync();
        _writer.Written.Select(r => r.TypeUrl).ShouldBe([TypeUrls.Cluster, TypeUrls.Endpoint]);
        _writer.Take();
        Acknowledge();
        await _kit.AwaitQuiescenceAsync();
        _writer.Written.Last().Resources.ShouldHaveSingleItem().Version.ShouldBe(Sample.Resource("a", "999").ContentVersion.ToString());
    }

    [Fact]
    public async Task WhatAFormerScopeSays_CountsNoMore()
    {
        var next = _kit.CreateTestProbe("next");
        _proxy.Tell(new ScopeAssigned(_scope.Ref, "key", 1));
        _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Endpoint, ResourceNamesSubscribe = { "a" } });
        _proxy.Tell(new ScopeAssigned(next.Ref, "other", 2));
        await TellAsync();

        _writer.Written.ShouldBeEmpty();
        (await _scope.ExpectMsgAsync<DemandChanged>()).Names.All.ShouldBe(["a"]);
        (await next.ExpectMsgAsync<DemandChanged>()).Names.All.ShouldBe(["a"]);
    }

    [Fact]
    public async Task AssignmentThatComesLate_CountsNoMore()
    {
        var former = _kit.CreateTestProbe("former");
        _proxy.Tell(new ScopeAssigned(_scope.Ref, "key", 2));
        _proxy.Tell(new ScopeAssigned(former.Ref, "other", 1));
        _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Cluster });
        await TellAsync();

        _writer.Written.ShouldHaveSingleItem().Resources.Count.ShouldBe(2);
        await former.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task StreamEnded_StopsOnceTheWriteIsOver()
    {
        await _hub.WatchAsync(_proxy);
        await _hub.ExpectMsgAsync<JoinScope>();
        _proxy.Tell(new ScopeAssigned(_scope.Ref, "key", 1));
        _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Cluster });
        await TellAsync();

        _proxy.Tell(StreamEnded.Instance);
        await _kit.AwaitQuiescenceAsync();
        _session.Closed.IsCompleted.ShouldBeFalse();
        _writer.Break(new OperationCanceledException());

        await _hub.ExpectTerminatedAsync(_proxy);
        _session.Closed.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task WriteAfterTheCallHasEnded_StopsTheActorQuietly()
    {
        await _hub.WatchAsync(_proxy);
        await _hub.ExpectMsgAsync<JoinScope>();
        _writer.HasEnded = true;
        _proxy.Tell(new ScopeAssigned(_scope.Ref, "key", 1));
        _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = TypeUrls.Cluster });
        await TellAsync();

        await _hub.ExpectTerminatedAsync(_proxy);
        _session.Closed.IsCompleted.ShouldBeTrue();
        _session.Ended.ShouldBeNull();
    }

    private async Task TellAsync()
    {
        var sets = new ResourceSet?[Enum.GetValues<XdsType>().Length];
        sets[(int)XdsType.Cluster] = _clusters;
        sets[(int)XdsType.Listener] = Sample.Whole("l");
        sets[(int)XdsType.Endpoint] = Sample.Named("a");
        _proxy.Tell(new ScopeChanged(_scope.Ref, new([.. sets], 0)));
        await _kit.AwaitQuiescenceAsync();
    }

    private void Acknowledge()
    {
        foreach (var response in _writer.Written)
        {
            _proxy.Tell(new DeltaDiscoveryRequest { TypeUrl = response.TypeUrl, ResponseNonce = response.Nonce });
        }
    }

    private sealed class NoRegions : IFeedRegions
    {
        public void Tell(IFeedTopic topic, object message, IActorRef sender) =>
            throw new InvalidOperationException($"A connection follows no {topic}.");
    }
}
