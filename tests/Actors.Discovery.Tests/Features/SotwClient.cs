using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Grpc;
using MeshActors.Testing.Xds;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Features;

/// <summary>A state-of-the-world xDS client over a real stream.</summary>
internal sealed class SotwClient(CallInvoker invoker, Node node) : IDisposable
{
    private readonly SotwStream _stream = new(invoker, node);

    public Task SubscribeAsync(XdsType type, params string[] names) => _stream.SubscribeAsync(XdsTypes.UrlOf(type), names);

    public Task SendAsync(DiscoveryRequest request) => _stream.SendAsync(request);

    /// <summary>The next response, answered with an ACK.</summary>
    public Task<DiscoveryResponse> NextAsync() => _stream.NextAsync();

    public void Dispose() => _stream.Dispose();
}
