using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Connections;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Grpc;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Tests.Features;

/// <summary>A state-of-the-world xDS client over a real stream.</summary>
internal sealed class SotwClient : IDisposable
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(30);

    private static readonly Method<DiscoveryRequest, DiscoveryResponse> Method = new(
        MethodType.DuplexStreaming,
        AdsService.ServiceName,
        AdsService.StreamAggregatedResources.Name,
        Marshallers.Protobuf(DiscoveryRequest.Parser),
        Marshallers.Protobuf(DiscoveryResponse.Parser));

    private readonly AsyncDuplexStreamingCall<DiscoveryRequest, DiscoveryResponse> _call;
    private readonly Dictionary<string, (string Nonce, string Version, string[] Names)> _types = [];
    private Node? _node;

    public SotwClient(CallInvoker invoker, Node node)
    {
        _call = invoker.AsyncDuplexStreamingCall(Method, null, new CallOptions());
        _node = node;
    }

    public async Task SubscribeAsync(XdsType type, params string[] names)
    {
        var url = XdsTypes.UrlOf(type);
        var (nonce, version, _) = _types.GetValueOrDefault(url, ("", "", []));
        _types[url] = (nonce, version, names);
        await SendAsync(new() { TypeUrl = url, ResourceNames = { names }, ResponseNonce = nonce, VersionInfo = version });
    }

    public async Task SendAsync(DiscoveryRequest request)
    {
        request.Node = _node;
        _node = null;
        await _call.RequestStream.WriteAsync(request);
    }

    /// <summary>The next response, answered with an ACK.</summary>
    public async Task<DiscoveryResponse> NextAsync()
    {
        using var cancel = new CancellationTokenSource(GiveUp);
        (await _call.ResponseStream.MoveNext(cancel.Token)).ShouldBeTrue("The server has ended the stream.");
        var response = _call.ResponseStream.Current;
        var names = _types[response.TypeUrl].Names;
        _types[response.TypeUrl] = (response.Nonce, response.VersionInfo, names);
        await SendAsync(new() { TypeUrl = response.TypeUrl, ResourceNames = { names }, ResponseNonce = response.Nonce, VersionInfo = response.VersionInfo });
        return response;
    }

    public void Dispose() => _call.Dispose();
}
