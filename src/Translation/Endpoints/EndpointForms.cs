using System.Runtime.CompilerServices;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// What load assignments need of an endpoint again and again, worked out once in the endpoint's lifetime. Two threads may work
/// a form out at once; both come to the same bytes.
/// </summary>
internal sealed class EndpointForms
{
    private static readonly ConditionalWeakTable<Endpoint, EndpointForms> ByEndpoint = [];

    private readonly Endpoint _endpoint;
    private byte[]? _plain;
    private byte[]? _mutual;
    private byte[]? _tunnelled;

    private EndpointForms(Endpoint endpoint)
    {
        _endpoint = endpoint;
        IsDraining = LbEndpointEncoding.IsDraining(endpoint);
        NeedsTunnel = LbEndpointEncoding.NeedsTunnel(endpoint);
        IsAddressed = endpoint.Port == 0 || endpoint.FirstAddress.Length == 0 || IpText.IsAddress(endpoint.FirstAddress);
    }

    public bool IsDraining { get; }

    public bool NeedsTunnel { get; }

    /// <summary>
    /// Whether it can stand in a load assignment. Names cannot, but a socket (port 0) and an address that a gateway will replace
    /// can.
    /// </summary>
    public bool IsAddressed { get; }

    public static EndpointForms Of(Endpoint endpoint) => ByEndpoint.GetValue(endpoint, static e => new(e));

    /// <summary>The <c>LbEndpoint</c> but for its weight.</summary>
    public byte[] Encoded(bool isMutual, bool tunnels) =>
        tunnels ? _tunnelled ??= LbEndpointEncoding.Of(_endpoint, isMutual: false, tunnels: true)
        : isMutual ? _mutual ??= LbEndpointEncoding.Of(_endpoint, isMutual: true, tunnels: false)
        : _plain ??= LbEndpointEncoding.Of(_endpoint, isMutual: false, tunnels: false);
}
