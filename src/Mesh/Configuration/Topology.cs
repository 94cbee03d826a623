using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The trusted proxies in front of a gateway.</summary>
public sealed record Topology
{
    public uint NumTrustedProxies { get; init; }

    public ForwardClientCertDetails ForwardClientCertDetails { get; init; }

    public ProxyProtocolConfiguration? ProxyProtocol { get; init; }

    internal static Topology Read(FieldReader fields) => new()
    {
        NumTrustedProxies = fields.UInt32("numTrustedProxies"),
        ForwardClientCertDetails = fields.Enum<ForwardClientCertDetails>("forwardClientCertDetails"),
        ProxyProtocol = fields.Message("proxyProtocol", ProxyProtocolConfiguration.Read),
    };
}
