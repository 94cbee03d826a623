using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The policy of one port.</summary>
public sealed record PortTrafficPolicy
{
    public PortSelector? Port { get; init; }

    public LoadBalancerSettings? LoadBalancer { get; init; }

    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }

    public ClientTlsSettings? Tls { get; init; }

    internal static PortTrafficPolicy Read(FieldReader fields) => new()
    {
        Port = fields.Message("port", PortSelector.Read),
        LoadBalancer = fields.Message("loadBalancer", LoadBalancerSettings.Read),
        ConnectionPool = fields.Message("connectionPool", ConnectionPoolSettings.Read),
        OutlierDetection = fields.Message("outlierDetection", OutlierDetection.Read),
        Tls = fields.Message("tls", ClientTlsSettings.Read),
    };
}
