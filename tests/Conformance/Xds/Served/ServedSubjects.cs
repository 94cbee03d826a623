using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Discovery;
using MeshActors.Actors.Discovery.Scopes;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Grpc;
using MeshActors.Testing.ControlPlane;
using MeshActors.Testing.Xds;
using MeshActors.Translation;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>A server in this process for each case, with the real actors between its objects and its streams.</summary>
/// <param name="isDelta">whether proxies ask incrementally or for the state of the world</param>
public sealed class ServedSubjects(bool isDelta) : IXdsSubjects
{
    private const string SystemNamespace = "istio-system";

    private readonly XdsTranslator _translator = new();

    public async Task<IXdsSubject> LoadAsync(XdsCase xdsCase, CancellationToken cancellation)
    {
        _translator.Sweep();
        var source = new CaseObjects(xdsCase, SystemNamespace);
        var system = ActorSystem.Create("case");
        var plan = new WatchPlan(xdsCase.Cluster, xdsCase.RemoteClusters, SystemNamespace);
        var regions = new LocalRegions(system, plan, source, _translator) { SecretAccess = new CaseAccess(xdsCase.SecretAccess) };
        var settings = new DiscoverySettings(regions, regions.Views, system.TimeProvider);
        var hub = system.ActorOf(ScopeHub.Props(settings), "scopes");
        var service = new AdsService(system, hub, settings).Define(CaseIdentities.Instance);
        return new Subject(system, await LoopbackServer.StartAsync(service, cancellation), isDelta);
    }

    private sealed class Subject : IServedSubject
    {
        private readonly ActorSystem _system;
        private readonly LoopbackServer _server;
        private readonly bool _isDelta;
        private readonly GrpcChannel _channel;

        public Subject(ActorSystem system, LoopbackServer server, bool isDelta)
        {
            (_system, _server, _isDelta) = (system, server, isDelta);
            _channel = GrpcChannel.ForAddress(server.Address);
        }

        public IReadOnlyList<string> Notes => [];

        public Task<IProxySession> ConnectAsync(XdsProxy proxy, CancellationToken cancellation)
        {
            var options = OptionsOf(proxy, cancellation);
            return Task.FromResult<IProxySession>(_isDelta
                ? new DeltaSession(_channel.CreateCallInvoker(), options, proxy)
                : new SotwSession(_channel.CreateCallInvoker(), options, proxy));
        }

        public AsyncDuplexStreamingCall<DeltaDiscoveryRequest, DeltaDiscoveryResponse> OpenDelta(XdsProxy proxy, CancellationToken cancellation) =>
            _channel.CreateCallInvoker().AsyncDuplexStreamingCall(AdsMethods.Delta, null, OptionsOf(proxy, cancellation));

        private static CallOptions OptionsOf(XdsProxy proxy, CancellationToken cancellation)
        {
            var headers = new Metadata();
            if (proxy.Identity is { } identity)
            {
                CaseIdentities.Add(headers, identity);
            }

            return new CallOptions(headers, CancellationToken: cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            _channel.Dispose();
            await _server.DisposeAsync();
            await _system.DisposeAsync();
        }
    }
}
