namespace MeshActors.Mesh.Registry.Entries;

/// <summary>
/// Compares the services of ServiceEntries by what they say. Services count by reference everywhere else, so that an entry whose endpoints
/// alone have changed must keep the ones it had: nothing but load assignments follows from endpoints.
/// </summary>
internal static class EntryServiceContent
{
    /// <summary>The services of before where the new ones say the same, in the same order.</summary>
    public static IReadOnlyList<Service> Kept(IReadOnlyList<Service> made, IReadOnlyList<Service>? before)
    {
        if (before is null || before.Count != made.Count)
        {
            return made;
        }

        for (var i = 0; i < made.Count; i++)
        {
            if (!IsSame(made[i], before[i]))
            {
                return made;
            }
        }

        return before;
    }

    /// <summary>Of what only Kubernetes services have, the instances are compared.</summary>
    public static bool IsSame(Service left, Service right) =>
        left.Hostname == right.Hostname
        && left.Namespace == right.Namespace
        && left.Name == right.Name
        && left.Registry == right.Registry
        && left.Resolution == right.Resolution
        && left.Ports.SequenceEqual(right.Ports)
        && left.MeshExternal == right.MeshExternal
        && left.DefaultAddress == right.DefaultAddress
        && left.AutoAllocatedIpv4 == right.AutoAllocatedIpv4
        && left.AutoAllocatedIpv6 == right.AutoAllocatedIpv6
        && left.DeclaredServiceAccounts.SequenceEqual(right.DeclaredServiceAccounts)
        && left.CreationTime == right.CreationTime
        && LabelMatch.SameLabels(left.Labels, right.Labels)
        && LabelMatch.SameLabels(left.Selector, right.Selector)
        && left.ExportTo.SequenceEqual(right.ExportTo)
        && left.Visibility.Equals(right.Visibility)
        && left.KubernetesType == right.KubernetesType
        && left.ExternalName == right.ExternalName
        && left.NodeLocal == right.NodeLocal
        && left.PublishNotReadyAddresses == right.PublishNotReadyAddresses
        && left.TrafficDistribution == right.TrafficDistribution
        && left.RaceFirstTcpConnect == right.RaceFirstTcpConnect
        && SamePorts(left.PassthroughPorts, right.PassthroughPorts)
        && left.Source == right.Source
        && ReferenceEquals(left.ClusterVips, right.ClusterVips)
        && ReferenceEquals(left.Aliases, right.Aliases)
        && ReferenceEquals(left.ExternalAddresses, right.ExternalAddresses)
        && ReferenceEquals(left.NodePorts, right.NodePorts)
        && ReferenceEquals(left.ByCluster, right.ByCluster);

    private static bool SamePorts(IReadOnlyDictionary<int, int> left, IReadOnlyDictionary<int, int> right) =>
        ReferenceEquals(left, right)
        || (left.Count == right.Count && left.All(port => right.TryGetValue(port.Key, out var target) && target == port.Value));
}
