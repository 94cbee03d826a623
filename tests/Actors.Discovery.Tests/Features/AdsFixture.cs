using MeshActors.Actors.Config.Tests;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Actors.Discovery.Identities;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Grpc;
using MeshActors.Testing.Xds;

namespace MeshActors.Actors.Discovery.Tests.Features;

/// <summary>A replica's discovery over a memory of objects, behind a real gRPC server on a free port of loopback.</summary>
internal sealed class AdsFixture : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly GrpcChannel _channel;

    private AdsFixture(ConfigHarness mesh, DiscoverySettings settings, IActorRef hub, LoopbackServer server)
    {
        (Mesh, Settings, Hub, _server) = (mesh, settings, hub, server);
        _channel = GrpcChannel.ForAddress(server.Address);
    }

    public ConfigHarness Mesh { get; }

    public DiscoverySettings Settings { get; }

    public IActorRef Hub { get; }

    public static async Task<AdsFixture> StartAsync(Func<DiscoverySettings, DiscoverySettings>? with = null, ICallerAuthenticator? callers = null)
    {
        var mesh = new ConfigHarness(Bookinfo.Objects);
        var settings = new DiscoverySettings(mesh, mesh.Views, mesh.Kit.Clock);
        settings = with?.Invoke(settings) ?? settings;
        var hub = mesh.Kit.ActorOf(ScopeHub.Props(settings), "scopes");
        var server = await LoopbackServer.StartAsync(new AdsService(mesh.Kit.Sys, hub, settings).Define(callers));
        await mesh.ReadyAsync();
        return new(mesh, settings, hub, server);
    }

    public DeltaClient OpenDelta(string ns = "default", string app = "productpage", Action<Envoy.Config.Core.V3.Node>? with = null) =>
        new(_channel.CreateCallInvoker(), Bookinfo.Node(ns, app, with));

    public DeltaClient OpenDeltaWithoutNode() => new(_channel.CreateCallInvoker(), null);

    public SotwClient OpenSotw(string ns = "default", string app = "productpage", Action<Envoy.Config.Core.V3.Node>? with = null) =>
        new(_channel.CreateCallInvoker(), Bookinfo.Node(ns, app, with));

    public Task<IReadOnlyList<ConnectionStatus>> ConnectionsAsync() => Settings.Connections.SnapshotAsync(TimeSpan.FromMinutes(1));

    /// <summary>Lets a renewal round pass, in which subscribers find publishers that moved.</summary>
    public async Task RenewAsync()
    {
        await Mesh.Kit.AdvanceAsync(FeedPublisher.Lifetime);
        await Mesh.Kit.AwaitQuiescenceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
        await Mesh.DisposeAsync();
    }
}
