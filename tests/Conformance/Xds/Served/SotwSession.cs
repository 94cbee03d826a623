using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.EnvoyApi;
using MeshActors.Grpc;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>A proxy on a state-of-the-world stream, which tells no names beside the resources: they are read from them.</summary>
internal sealed class SotwSession : IProxySession
{
    private static readonly Method<DiscoveryRequest, DiscoveryResponse> Method = new(
        MethodType.DuplexStreaming,
        AdsService.ServiceName,
        AdsService.StreamAggregatedResources.Name,
        Marshallers.Protobuf(DiscoveryRequest.Parser),
        Marshallers.Protobuf(DiscoveryResponse.Parser));

    private readonly Dictionary<string, IReadOnlyList<string>> _names = [];
    private readonly Dictionary<string, Dictionary<string, ReadOnlyMemory<byte>>> _came = [];
    private readonly AsyncDuplexStreamingCall<DiscoveryRequest, DiscoveryResponse> _call;
    private Node? _node;

    public SotwSession(CallInvoker invoker, CallOptions options, XdsProxy proxy)
    {
        _call = invoker.AsyncDuplexStreamingCall(Method, null, options);
        _node = proxy.Node;
    }

    public async Task<IReadOnlyList<SubjectResource>> GetAsync(ResourceSort sort, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        using var wait = new StreamWait(cancellation);
        try
        {
            _names[sort.TypeUrl] = names;
            var came = _came[sort.TypeUrl] = [];
            await SendAsync(new() { TypeUrl = sort.TypeUrl, ResourceNames = { names } }, wait.Token);
            var isAnswered = false;

            // Load assignments come as their services answer, and every one comes; of other types all that there is comes at once.
            while (sort == ResourceSort.Endpoints ? !names.All(came.ContainsKey) : !isAnswered)
            {
                isAnswered |= await TakeAsync(wait.Token) == sort.TypeUrl;
            }

            return [.. came.Select(pair => new SubjectResource(pair.Key, pair.Value))];
        }
        catch (Exception exception)
        {
            throw wait.Explain(exception, sort, $"{names.Count(name => !_came[sort.TypeUrl].ContainsKey(name))} of {names.Count} names have not come");
        }
    }

    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> TakeAsync(CancellationToken cancellation)
    {
        if (!await _call.ResponseStream.MoveNext(cancellation))
        {
            throw new InvalidDataException("The server has ended the stream.");
        }

        var response = _call.ResponseStream.Current;
        foreach (var resource in response.Resources)
        {
            var message = EnvoyAny.Unpack(resource) ?? throw new InvalidDataException($"a resource of unknown type {resource.TypeUrl}");
            _came[response.TypeUrl][NameOf(message)] = resource.Value.Memory;
        }

        var request = new DiscoveryRequest
        {
            TypeUrl = response.TypeUrl,
            ResponseNonce = response.Nonce,
            VersionInfo = response.VersionInfo,
            ResourceNames = { _names[response.TypeUrl] },
        };
        await SendAsync(request, cancellation);
        return response.TypeUrl;
    }

    // Load assignments are named by their cluster; a name table has no name.
    private static string NameOf(Google.Protobuf.IMessage message) =>
        (message.Descriptor.FindFieldByName("name") ?? message.Descriptor.FindFieldByName("cluster_name"))?.Accessor.GetValue(message) as string ?? "";

    private async Task SendAsync(DiscoveryRequest request, CancellationToken cancellation)
    {
        request.Node = _node;
        _node = null;
        await _call.RequestStream.WriteAsync(request, cancellation);
    }
}
