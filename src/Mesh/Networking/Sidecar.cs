using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>What the proxies of a workload listen to and which services they see.</summary>
public sealed record Sidecar : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Sidecar;

    public WorkloadSelector? WorkloadSelector { get; init; }

    public IReadOnlyList<IstioIngressListener> Ingress { get; init; } = [];

    public IReadOnlyList<IstioEgressListener> Egress { get; init; } = [];

    public ConnectionPoolSettings? InboundConnectionPool { get; init; }

    public OutboundTrafficPolicy? OutboundTrafficPolicy { get; init; }

    internal static Sidecar Read(FieldReader fields) => new()
    {
        WorkloadSelector = fields.Message("workloadSelector", WorkloadSelector.Read),
        Ingress = fields.Messages("ingress", IstioIngressListener.Read),
        Egress = fields.Messages("egress", IstioEgressListener.Read),
        InboundConnectionPool = fields.Message("inboundConnectionPool", ConnectionPoolSettings.Read),
        OutboundTrafficPolicy = fields.Message("outboundTrafficPolicy", OutboundTrafficPolicy.Read),
    };
}
