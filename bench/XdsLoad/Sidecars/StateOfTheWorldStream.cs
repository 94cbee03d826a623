using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Http2;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>State-of-the-world xDS: every request names all that is wanted.</summary>
internal sealed class StateOfTheWorldStream(GrpcStream call) : SidecarStream(call)
{
    private readonly Dictionary<string, (string Version, string Nonce)> _last = new(StringComparer.Ordinal);

    public override void SubscribeAll(string typeUrl, Node? node, IReadOnlyDictionary<string, string> held) =>
        Send(new DiscoveryRequest { TypeUrl = typeUrl, Node = node });

    public override void Subscribe(
        string typeUrl, IReadOnlyCollection<string> all, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyDictionary<string, string> held) =>
        Request(typeUrl, all);

    public override void Acknowledge(IReadOnlyCollection<string> names)
    {
        _last[Response.TypeUrl] = (Response.Version, Response.Nonce);
        Request(Response.TypeUrl, names);
    }

    protected override void Scan(ReadOnlySpan<byte> message) => Response.ReadStateOfTheWorld(message);

    private void Request(string typeUrl, IReadOnlyCollection<string> names)
    {
        var (version, nonce) = _last.GetValueOrDefault(typeUrl, ("", ""));
        Send(new DiscoveryRequest { TypeUrl = typeUrl, VersionInfo = version, ResponseNonce = nonce, ResourceNames = { names } });
    }
}
