using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>Incremental xDS.</summary>
internal sealed class DeltaStream(CallInvoker invoker, CallOptions options) : SidecarStream
{
    private readonly AsyncDuplexStreamingCall<DeltaDiscoveryRequest, PooledMessage> _call =
        invoker.AsyncDuplexStreamingCall(AdsMethods.Delta, null, options);

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _call.ResponseStream.MoveNext(cancellationToken))
        {
            return false;
        }

        using var message = _call.ResponseStream.Current;
        Received += message.Memory.Length;
        Response.ReadDelta(message.Memory.Span);
        return true;
    }

    public override ValueTask SubscribeAllAsync(string typeUrl, Node? node, IReadOnlyDictionary<string, string> held)
    {
        var request = new DeltaDiscoveryRequest { TypeUrl = typeUrl, Node = node };
        Hold(request, held);
        return _call.RequestStream.WriteAsync(request);
    }

    public override ValueTask SubscribeAsync(
        string typeUrl, IReadOnlyCollection<string> all, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyDictionary<string, string> held)
    {
        var request = new DeltaDiscoveryRequest { TypeUrl = typeUrl, ResourceNamesSubscribe = { added }, ResourceNamesUnsubscribe = { removed } };
        Hold(request, held);
        return _call.RequestStream.WriteAsync(request);
    }

    public override ValueTask AcknowledgeAsync(IReadOnlyCollection<string> names) =>
        _call.RequestStream.WriteAsync(new() { TypeUrl = Response.TypeUrl, ResponseNonce = Response.Nonce });

    public override void Dispose() => _call.Dispose();

    private static void Hold(DeltaDiscoveryRequest request, IReadOnlyDictionary<string, string> held)
    {
        foreach (var (name, version) in held)
        {
            request.InitialResourceVersions.Add(name, version);
        }
    }
}
