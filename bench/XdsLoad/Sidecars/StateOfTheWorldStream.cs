using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Grpc;
using MeshActors.XdsLoad.Wire;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>State-of-the-world xDS: every request names all that is wanted.</summary>
internal sealed class StateOfTheWorldStream(CallInvoker invoker, CallOptions options) : SidecarStream
{
    private readonly Dictionary<string, (string Version, string Nonce)> _last = new(StringComparer.Ordinal);
    private readonly AsyncDuplexStreamingCall<DiscoveryRequest, PooledMessage> _call =
        invoker.AsyncDuplexStreamingCall(AdsMethods.StateOfTheWorld, null, options);

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _call.ResponseStream.MoveNext(cancellationToken))
        {
            return false;
        }

        using var message = _call.ResponseStream.Current;
        Received += message.Memory.Length;
        Response.ReadStateOfTheWorld(message.Memory.Span);
        return true;
    }

    public override ValueTask SubscribeAllAsync(string typeUrl, Node? node, IReadOnlyDictionary<string, string> held) =>
        _call.RequestStream.WriteAsync(new() { TypeUrl = typeUrl, Node = node });

    public override ValueTask SubscribeAsync(
        string typeUrl, IReadOnlyCollection<string> all, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyDictionary<string, string> held) =>
        RequestAsync(typeUrl, all);

    public override ValueTask AcknowledgeAsync(IReadOnlyCollection<string> names)
    {
        _last[Response.TypeUrl] = (Response.Version, Response.Nonce);
        return RequestAsync(Response.TypeUrl, names);
    }

    public override void Dispose() => _call.Dispose();

    private ValueTask RequestAsync(string typeUrl, IReadOnlyCollection<string> names)
    {
        var (version, nonce) = _last.GetValueOrDefault(typeUrl, ("", ""));
        return _call.RequestStream.WriteAsync(new() { TypeUrl = typeUrl, VersionInfo = version, ResponseNonce = nonce, ResourceNames = { names } });
    }
}
