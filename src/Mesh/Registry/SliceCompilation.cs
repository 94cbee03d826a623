using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// The short road of endpoints: where nothing but EndpointSlices differs from the compilation before, their services are all that is
/// looked at, however many others the namespace has.
/// </summary>
internal static class SliceCompilation
{
    /// <summary>The compilation; null where more may differ.</summary>
    public static CompiledNamespace? Find(NamespaceInput input, CompiledNamespace? previous)
    {
        if (previous?.State is not { } before
            || input.Changed is not { } changed
            || changed.Any(item => item.Kind != ResourceKinds.EndpointSlice)
            || !before.Clusters.TrueForAll(cluster => cluster.IsOf(input.Globals, input.NodesOf(cluster.Settings.ClusterId))))
        {
            return null;
        }

        var services = new HashSet<string>(StringComparer.Ordinal);
        var clusters = before.Clusters.ConvertAll(cluster => After(cluster, input, changed, services));
        if (clusters.Exists(cluster => cluster is null))
        {
            return null;
        }

        var keys = services.Select(name => KeyOf(name, clusters!)).OfType<ServiceKey>();
        var endpoints = before.Endpoints.After(
            keys, new(before.Services, before.Entries, clusters!, before.Workloads, before.Selected));
        var snapshot = ReferenceEquals(endpoints.Facts, before.Endpoints.Facts) ? previous.Snapshot : previous.Snapshot with { Facts = endpoints.Facts };
        return new(snapshot, endpoints.Endpoints, endpoints.Changed) { State = before with { Clusters = clusters!, Endpoints = endpoints } };
    }

    private static ClusterRegistry? After(
        ClusterRegistry cluster, NamespaceInput input, IReadOnlyCollection<ChangedObject> changed, HashSet<string> services)
    {
        var id = cluster.Settings.ClusterId;
        string[] slices = [.. changed.Where(item => item.Cluster == id).Select(item => item.Name)];
        return slices.Length == 0 ? cluster
            : input.Clusters.FirstOrDefault(objects => objects.ClusterId == id) is { } objects ? cluster.After(objects, slices, services)
            : null;
    }

    // One host, whichever cluster defines the service.
    private static ServiceKey? KeyOf(string service, List<ClusterRegistry> clusters) =>
        clusters.Find(cluster => cluster.Services.ContainsKey(service))?.Services[service].Key;
}
