using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using MeshActors.Http2;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>Incremental xDS.</summary>
internal sealed class DeltaStream(GrpcStream call) : SidecarStream(call)
{
    public override void SubscribeAll(string typeUrl, Node? node, IReadOnlyDictionary<string, string> held) =>
        Send(Holding(new() { TypeUrl = typeUrl, Node = node }, held));

    public override void Subscribe(
        string typeUrl, IReadOnlyCollection<string> all, IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyDictionary<string, string> held) =>
        Send(Holding(new() { TypeUrl = typeUrl, ResourceNamesSubscribe = { added }, ResourceNamesUnsubscribe = { removed } }, held));

    public override void Acknowledge(IReadOnlyCollection<string> names) =>
        Send(new DeltaDiscoveryRequest { TypeUrl = Response.TypeUrl, ResponseNonce = Response.Nonce });

    protected override void Scan(ReadOnlySpan<byte> message) => Response.ReadDelta(message);

    private static DeltaDiscoveryRequest Holding(DeltaDiscoveryRequest request, IReadOnlyDictionary<string, string> held)
    {
        foreach (var (name, version) in held)
        {
            request.InitialResourceVersions.Add(name, version);
        }

        return request;
    }
}
