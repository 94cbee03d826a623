namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>Adds what the mesh knows of a workload's place to its labels, so that subsets and failover can select by it.</summary>
public static class WorkloadLabels
{
    public static IReadOnlyDictionary<string, string> WithTopology(
        IReadOnlyDictionary<string, string> labels,
        string clusterId,
        string locality,
        string nodeName,
        string network)
    {
        var result = new Dictionary<string, string>(labels.Count + 6, StringComparer.Ordinal);
        foreach (var (name, value) in labels)
        {
            result[name] = value;
        }

        var (region, zone, subZone) = Localities.Split(locality);
        Set(result, WellKnownLabels.Region, region);
        Set(result, WellKnownLabels.Zone, zone);
        Set(result, WellKnownLabels.SubZone, subZone);
        Set(result, WellKnownLabels.Cluster, clusterId);
        Set(result, WellKnownLabels.NodeHostname, nodeName);

        // A workload's own network label wins over what is known of its cluster.
        if (result.GetValueOrDefault(WellKnownLabels.Network) is null or "")
        {
            Set(result, WellKnownLabels.Network, network);
        }

        return result;
    }

    private static void Set(Dictionary<string, string> labels, string name, string value)
    {
        if (value.Length > 0)
        {
            labels[name] = value;
        }
    }
}
