using System.Globalization;
using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>Makes a <see cref="Service"/> of a Kubernetes Service, as one cluster defines it.</summary>
internal static class ServiceConversion
{
    /// <param name="source">The Service.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="namespaceAnnotations">Annotations of its namespace, which may set the traffic distribution.</param>
    /// <param name="gatewayAddresses">Addresses of the nodes that a node-port gateway names; empty for all others.</param>
    public static Service Convert(
        Config<KubernetesService> source,
        ClusterSettings cluster,
        IReadOnlyDictionary<string, string> namespaceAnnotations,
        IReadOnlyList<string> gatewayAddresses)
    {
        var (meta, spec) = (source.Meta, source.Spec);
        var addresses = Addresses(spec);
        var isAlias = spec.Type == "ExternalName" && spec.ExternalName.Length > 0;
        return new()
        {
            Hostname = cluster.HostnameOf(meta.Name, meta.Namespace),
            Namespace = meta.Namespace,
            Name = meta.Name,
            Registry = ServiceRegistry.Kubernetes,
            Resolution = spec.ClusterIp == "None" ? Resolution.Passthrough : isAlias ? Resolution.Alias : Resolution.ClientSideLb,
            Ports = [.. spec.Ports.Select(Port)],
            MeshExternal = isAlias,
            DefaultAddress = addresses[0],
            ClusterVips = new Dictionary<string, IReadOnlyList<string>> { [cluster.ClusterId] = addresses },
            DeclaredServiceAccounts = ServiceAccounts(meta, cluster.TrustDomain),
            CreationTime = meta.CreationTimestamp,
            Labels = meta.Labels,
            Selector = spec.Selector,
            ExportTo = ExportTo(meta),
            KubernetesType = spec.Type,
            ExternalName = isAlias ? spec.ExternalName : null,
            NodeLocal = spec.InternalTrafficPolicy == "Local",
            PublishNotReadyAddresses = spec.PublishNotReadyAddresses,
            TrafficDistribution = TrafficDistributions.Of(spec.TrafficDistribution, meta.Annotations, namespaceAnnotations),
            ExternalAddresses = ByCluster(cluster, ExternalAddresses(spec, gatewayAddresses)),
            NodePorts = NodePorts(source, cluster),
            Source = new(ResourceKinds.Service.Kind, meta.Namespace, meta.Name),
        };
    }

    /// <summary>Whether it is a gateway behind node ports, which names the nodes that it is reached on.</summary>
    public static bool IsNodePortGateway(Config<KubernetesService> source) =>
        source.Spec.Type == "NodePort" && source.Meta.Annotations.ContainsKey(WellKnownLabels.NodeSelectorAnnotation);

    private static IReadOnlyList<string> Addresses(KubernetesService spec) => spec.ClusterIp switch
    {
        "" or "None" => [Service.UnspecifiedAddress],
        _ => spec.ClusterIps.Count > 1 ? spec.ClusterIps : [spec.ClusterIp],
    };

    private static MeshPort Port(KubernetesServicePort port)
    {
        var isNumber = int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return new(port.Name, port.Port, PortProtocols.Of(port))
        {
            TargetPort = isNumber ? number : 0,
            TargetPortName = isNumber || port.TargetPort.Length == 0 ? null : port.TargetPort,
        };
    }

    private static List<string> ServiceAccounts(ObjectMeta meta, string trustDomain)
    {
        var accounts = new List<string>();
        if (meta.Annotations.GetValueOrDefault(WellKnownLabels.CanonicalServiceAccountsAnnotation) is { Length: > 0 } canonical)
        {
            accounts.AddRange(canonical.Split(','));
        }

        if (meta.Annotations.GetValueOrDefault(WellKnownLabels.KubernetesServiceAccountsAnnotation) is { Length: > 0 } names)
        {
            accounts.AddRange(names.Split(',').Select(name => SpiffeIdentity.TextOf(trustDomain, meta.Namespace, name)));
        }

        return accounts;
    }

    private static IReadOnlyList<string> ExportTo(ObjectMeta meta) =>
        meta.Annotations.GetValueOrDefault(WellKnownLabels.ExportToAnnotation) is { Length: > 0 } exportTo
            ? [.. exportTo.Split(',', StringSplitOptions.TrimEntries).Select(e => e == "." ? meta.Namespace : e)]
            : [];

    /// <summary>Load balancers may have names instead of addresses; those stay names, since their addresses change.</summary>
    private static List<string> ExternalAddresses(KubernetesService spec, IReadOnlyList<string> gatewayAddresses)
    {
        // Nodes stand for a gateway only where it has no address of its own.
        var addresses = new List<string>(spec.ExternalIps.Count > 0 ? [] : gatewayAddresses);
        if (spec.Type == "LoadBalancer")
        {
            addresses.AddRange(spec.LoadBalancerIngress.Select(i => i.Ip.Length > 0 ? i.Ip : i.Hostname).Where(a => a.Length > 0));
        }

        addresses.AddRange(spec.ExternalIps);
        return addresses;
    }

    private static Dictionary<string, IReadOnlyList<string>> ByCluster(ClusterSettings cluster, List<string> addresses) =>
        addresses.Count == 0 ? [] : new() { [cluster.ClusterId] = addresses };

    private static Dictionary<string, IReadOnlyDictionary<int, int>> NodePorts(Config<KubernetesService> source, ClusterSettings cluster)
    {
        if (!IsNodePortGateway(source))
        {
            return [];
        }

        var ports = new Dictionary<int, int>();
        foreach (var port in source.Spec.Ports)
        {
            ports[port.Port] = port.NodePort;
        }

        return new() { [cluster.ClusterId] = ports };
    }
}
