using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>Which entries and hosts are given addresses.</summary>
internal static class AllocationRules
{
    /// <summary>
    /// An entry that is resolved by nobody cannot honour an address, one that names its own needs none, and users may opt out
    /// (<see cref="WellKnownLabels.EnableAutoAllocateIp"/>).
    /// </summary>
    public static bool AppliesTo(Config<ServiceEntry> entry) =>
        entry.Spec.Resolution != ServiceEntryResolution.None
        && entry.Spec.Addresses.Count == 0
        && !"false".Equals(entry.Meta.Labels.GetValueOrDefault(WellKnownLabels.EnableAutoAllocateIp), StringComparison.OrdinalIgnoreCase);

    /// <summary>The hosts that get addresses, each once. A wildcard only where proxies resolve the names below it.</summary>
    public static IEnumerable<string> HostsOf(ServiceEntry spec) => spec.Hosts
        .Where(host => !host.StartsWith('*') || spec.Resolution == ServiceEntryResolution.DynamicDns)
        .Distinct(StringComparer.Ordinal);
}
