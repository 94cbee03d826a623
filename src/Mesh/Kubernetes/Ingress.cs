using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>Routes of an edge in Kubernetes' own, older form.</summary>
public sealed record Ingress : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Ingress;

    /// <summary>Null where the older annotation, or nothing, names the class.</summary>
    public string? IngressClassName { get; init; }

    /// <summary>Where requests go that no rule matches.</summary>
    public IngressBackend? DefaultBackend { get; init; }

    public IReadOnlyList<IngressTls> Tls { get; init; } = [];

    public IReadOnlyList<IngressRule> Rules { get; init; } = [];

    public IReadOnlyList<LoadBalancerAddress> LoadBalancerIngress { get; init; } = [];

    internal static Ingress Read(FieldReader fields)
    {
        var spec = fields.Child("spec");
        var balancer = fields.Child("status").Child("loadBalancer");
        return new Ingress
        {
            IngressClassName = spec.TextOrNull("ingressClassName"),
            DefaultBackend = spec.Message("defaultBackend", IngressBackend.Read),
            Tls = spec.Messages("tls", IngressTls.Read),
            Rules = spec.Messages("rules", IngressRule.Read),
            LoadBalancerIngress = balancer.Messages("ingress", LoadBalancerAddress.Read),
        };
    }
}
