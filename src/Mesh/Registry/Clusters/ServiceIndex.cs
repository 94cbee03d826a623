using System.Collections.ObjectModel;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>One namespace's Kubernetes services as one cluster defines them, by name. Unchanged ones keep their instance.</summary>
internal sealed class ServiceIndex
{
    public static readonly ServiceIndex Empty = new(ReadOnlyDictionary<string, Entry>.Empty, ReadOnlyDictionary<string, Service>.Empty);

    private readonly IReadOnlyDictionary<string, Entry> _entries;

    private ServiceIndex(IReadOnlyDictionary<string, Entry> entries, IReadOnlyDictionary<string, Service> services)
    {
        _entries = entries;
        Services = services;
    }

    public IReadOnlyDictionary<string, Service> Services { get; }

    public static ServiceIndex Build(
        IReadOnlyDictionary<string, MeshObject> objects,
        IReadOnlyDictionary<string, string> namespaceAnnotations,
        IReadOnlyDictionary<string, NodeFacts> nodes,
        ClusterSettings cluster,
        ServiceIndex? previous)
    {
        previous ??= Empty;
        var distribution = namespaceAnnotations.GetValueOrDefault(WellKnownLabels.TrafficDistributionAnnotation) ?? "";
        var entries = new Dictionary<string, Entry>(objects.Count, StringComparer.Ordinal);
        var services = new Dictionary<string, Service>(objects.Count, StringComparer.Ordinal);
        foreach (var (name, value) in objects)
        {
            if (value is not Config<KubernetesService> source)
            {
                continue;
            }

            var addresses = GatewayAddresses(source, nodes);
            var known = previous._entries.GetValueOrDefault(name);
            if (known is null
                || !ReferenceEquals(known.Source, source)
                || !ReferenceEquals(known.Cluster, cluster)
                || known.NamespaceDistribution != distribution
                || !known.GatewayAddresses.SequenceEqual(addresses))
            {
                var service = ServiceConversion.Convert(source, cluster, namespaceAnnotations, addresses);
                known = new(source, cluster, distribution, addresses, service);
            }

            entries.Add(name, known);
            services.Add(name, known.Service);
        }

        return new(entries, services);
    }

    private static IReadOnlyList<string> GatewayAddresses(Config<KubernetesService> source, IReadOnlyDictionary<string, NodeFacts> nodes) =>
        ServiceConversion.IsNodePortGateway(source)
            ? NodePortGateways.Addresses(source.Meta.Annotations[WellKnownLabels.NodeSelectorAnnotation], nodes)
            : [];

    internal sealed record Entry(
        Config<KubernetesService> Source,
        ClusterSettings Cluster,
        string NamespaceDistribution,
        IReadOnlyList<string> GatewayAddresses,
        Service Service);
}
