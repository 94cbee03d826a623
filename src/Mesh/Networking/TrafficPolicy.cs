using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>How clients talk to a host: balancing, connections, ejection and TLS.</summary>
public sealed record TrafficPolicy
{
    public LoadBalancerSettings? LoadBalancer { get; init; }

    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }

    public ClientTlsSettings? Tls { get; init; }

    /// <summary>Policies of single ports; they replace the general one whole for their port.</summary>
    public IReadOnlyList<PortTrafficPolicy> PortLevelSettings { get; init; } = [];

    public TunnelSettings? Tunnel { get; init; }

    public ProxyProtocol? ProxyProtocol { get; init; }

    public RetryBudget? RetryBudget { get; init; }

    internal static TrafficPolicy Read(FieldReader fields) => new()
    {
        LoadBalancer = fields.Message("loadBalancer", LoadBalancerSettings.Read),
        ConnectionPool = fields.Message("connectionPool", ConnectionPoolSettings.Read),
        OutlierDetection = fields.Message("outlierDetection", OutlierDetection.Read),
        Tls = fields.Message("tls", ClientTlsSettings.Read),
        PortLevelSettings = fields.Messages("portLevelSettings", PortTrafficPolicy.Read),
        Tunnel = fields.Message("tunnel", TunnelSettings.Read),
        ProxyProtocol = fields.Message("proxyProtocol", ProxyProtocol.Read),
        RetryBudget = fields.Message("retryBudget", RetryBudget.Read),
    };
}
