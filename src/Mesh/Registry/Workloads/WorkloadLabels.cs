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
        var (region, zone, subZone) = Localities.Split(locality);

        // There are as many of these as pods: no room for what is not there.
        var added = Count(region) + Count(zone) + Count(subZone) + Count(clusterId) + Count(nodeName) + Count(network);
        var result = new Dictionary<string, string>(labels.Count + added, StringComparer.Ordinal);
        foreach (var (name, value) in labels)
        {
            result[name] = value;
        }

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

    private static int Count(string value) => value.Length > 0 ? 1 : 0;

    private static void Set(Dictionary<string, string> labels, string name, string value)
    {
        if (value.Length > 0)
        {
            labels[name] = value;
        }
    }
}
