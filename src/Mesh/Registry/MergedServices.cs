namespace MeshActors.Mesh.Registry;

/// <summary>Merges the definitions that several clusters have of one Kubernetes Service.</summary>
internal static class MergedServices
{
    /// <param name="definitions">One a cluster, the config cluster's first where it has one. That one decides all but addresses.</param>
    public static Service Merge(IReadOnlyList<Service> definitions)
    {
        if (definitions.Count == 1)
        {
            return definitions[0];
        }

        var byCluster = new Dictionary<string, Service>(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            byCluster.Add(definition.ClusterVips.Keys.Single(), definition);
        }

        return definitions[0] with
        {
            ClusterVips = Joined(definitions, d => d.ClusterVips),
            ExternalAddresses = Joined(definitions, d => d.ExternalAddresses),
            NodePorts = Joined(definitions, d => d.NodePorts),
            DeclaredServiceAccounts = [.. definitions.SelectMany(d => d.DeclaredServiceAccounts).Distinct(StringComparer.Ordinal)],
            ByCluster = byCluster,
        };
    }

    private static Dictionary<string, T> Joined<T>(IReadOnlyList<Service> definitions, Func<Service, IReadOnlyDictionary<string, T>> of)
    {
        var joined = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (cluster, value) in definitions.SelectMany(of))
        {
            joined.TryAdd(cluster, value);
        }

        return joined;
    }
}
