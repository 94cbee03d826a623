using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Actors.Discovery.Streams;
using MeshActors.Grpc;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>A proxy on an incremental stream. A request is answered when every name that it asks for is.</summary>
internal sealed class DeltaSession : IProxySession
{
    internal static readonly Method<DeltaDiscoveryRequest, DeltaDiscoveryResponse> Method = new(
        MethodType.DuplexStreaming,
        AdsService.ServiceName,
        AdsService.DeltaAggregatedResources.Name,
        Marshallers.Protobuf(DeltaDiscoveryRequest.Parser),
        Marshallers.Protobuf(DeltaDiscoveryResponse.Parser));

    private readonly Dictionary<string, Dictionary<string, ReadOnlyMemory<byte>?>> _answered = [];
    private readonly AsyncDuplexStreamingCall<DeltaDiscoveryRequest, DeltaDiscoveryResponse> _call;
    private Node? _node;

    public DeltaSession(CallInvoker invoker, CallOptions options, XdsProxy proxy)
    {
        _call = invoker.AsyncDuplexStreamingCall(Method, null, options);
        _node = proxy.Node;
    }

    public async Task<IReadOnlyList<SubjectResource>> GetAsync(ResourceSort sort, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        using var wait = new StreamWait(cancellation);
        try
        {
            var answered = _answered[sort.TypeUrl] = [];
            await SendAsync(new() { TypeUrl = sort.TypeUrl, ResourceNamesSubscribe = { names } }, wait.Token);
            var isWhole = false;
            while (names.Count == 0 ? !isWhole : !names.All(answered.ContainsKey))
            {
                isWhole |= await TakeAsync(wait.Token) == sort.TypeUrl;
            }

            return [.. answered.Where(pair => pair.Value is not null).Select(pair => new SubjectResource(pair.Key, pair.Value!.Value))];
        }
        catch (Exception exception)
        {
            throw wait.Explain(exception, sort, $"{names.Count(name => !_answered[sort.TypeUrl].ContainsKey(name))} of {names.Count} names are not answered");
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
        var answered = _answered[response.TypeUrl];
        foreach (var resource in response.Resources)
        {
            answered[resource.Name] = resource.Resource_.Value.Memory;
        }

        foreach (var name in response.RemovedResources)
        {
            answered[name] = null;
        }

        await SendAsync(new() { TypeUrl = response.TypeUrl, ResponseNonce = response.Nonce }, cancellation);
        return response.TypeUrl;
    }

    private async Task SendAsync(DeltaDiscoveryRequest request, CancellationToken cancellation)
    {
        request.Node = _node;
        _node = null;
        await _call.RequestStream.WriteAsync(request, cancellation);
    }
}
