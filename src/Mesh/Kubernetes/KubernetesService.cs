using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>What a Kubernetes Service says, spec and the addresses of its status.</summary>
public sealed record KubernetesService : IResourceSpec
{
    /// <inheritdoc/>
    public static ResourceKind Kind => ResourceKinds.Service;

    /// <summary>The service type: <c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The primary virtual address; <c>None</c> for a headless service, empty for an external name.</summary>
    public string ClusterIp { get; init; } = "";

    /// <summary>The virtual addresses of both families, the primary one first.</summary>
    public IReadOnlyList<string> ClusterIps { get; init; } = [];

    public string ExternalName { get; init; } = "";

    public IReadOnlyList<string> ExternalIps { get; init; } = [];

    public IReadOnlyList<KubernetesServicePort> Ports { get; init; } = [];

    /// <summary>The pods behind the service; empty where endpoints are maintained by hand.</summary>
    public IReadOnlyDictionary<string, string> Selector { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public bool PublishNotReadyAddresses { get; init; }

    public string ExternalTrafficPolicy { get; init; } = "";

    public string InternalTrafficPolicy { get; init; } = "";

    public string TrafficDistribution { get; init; } = "";

    public string SessionAffinity { get; init; } = "";

    public IReadOnlyList<string> IpFamilies { get; init; } = [];

    public string IpFamilyPolicy { get; init; } = "";

    public string LoadBalancerIp { get; init; } = "";

    /// <summary>The addresses that the cloud gave the service.</summary>
    public IReadOnlyList<LoadBalancerAddress> LoadBalancerIngress { get; init; } = [];

    internal static KubernetesService Read(FieldReader fields)
    {
        var spec = fields.Child("spec");
        var balancer = fields.Child("status").Child("loadBalancer");
        return new KubernetesService
        {
            Type = spec.Text("type"),
            ClusterIp = spec.Text("clusterIP"),
            ClusterIps = spec.Texts("clusterIPs"),
            ExternalName = spec.Text("externalName"),
            ExternalIps = spec.Texts("externalIPs"),
            Ports = spec.Messages("ports", KubernetesServicePort.Read),
            Selector = spec.TextMap("selector"),
            PublishNotReadyAddresses = spec.Flag("publishNotReadyAddresses"),
            ExternalTrafficPolicy = spec.Text("externalTrafficPolicy"),
            InternalTrafficPolicy = spec.Text("internalTrafficPolicy"),
            TrafficDistribution = spec.Text("trafficDistribution"),
            SessionAffinity = spec.Text("sessionAffinity"),
            IpFamilies = spec.Texts("ipFamilies"),
            IpFamilyPolicy = spec.Text("ipFamilyPolicy"),
            LoadBalancerIp = spec.Text("loadBalancerIP"),
            LoadBalancerIngress = balancer.Messages("ingress", LoadBalancerAddress.Read),
        };
    }
}
