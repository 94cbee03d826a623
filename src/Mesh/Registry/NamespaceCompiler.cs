using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Entries;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// Joins one namespace's objects of all clusters to services and endpoints, by the rules of Istio's service registries. A pure
/// function; given its previous result it does again only what a change touches, and everything else stays the same instance.
/// </summary>
public static class NamespaceCompiler
{
    public static CompiledNamespace Compile(NamespaceInput input, CompiledNamespace? previous = null) =>
        SliceCompilation.Find(input, previous) ?? CompileAll(input, previous);

    private static CompiledNamespace CompileAll(NamespaceInput input, CompiledNamespace? previous)
    {
        var before = previous?.State;
        var objects = Discovered(input);
        var ownNamespace = NamespaceOf(objects, input);
        var clusters = objects.ConvertAll(cluster => ClusterRegistry.Build(
            input.Globals,
            cluster,
            input.NodesOf(cluster.ClusterId),
            MetaOf(cluster, input.Namespace).Annotations,
            before?.Clusters.Find(c => c.Settings.ClusterId == cluster.ClusterId)));

        var workloads = WorkloadIndex.Build(objects, clusters, before?.Workloads);
        var config = objects.Find(c => c.ClusterId == input.Globals.ConfigCluster);
        var entries = EntryRegistry.Build(
            config?.OfKind(ResourceKinds.ServiceEntry) ?? NoObjects,
            ownNamespace.Annotations,
            ServiceEntryVisibilities.Of(input.Globals.Mesh.ServiceEntryVisibility, ownNamespace.Labels),
            ReferenceEquals(before?.Globals, input.Globals) ? before.Entries.Settings : new(input.Globals, input.Globals.ConfigCluster),
            workloads,
            before?.Entries);

        var selected = new SelectedEntries(before?.Selected);
        var services = ServiceDirectory.Build(clusters, entries, before?.Services);
        var endpoints = EndpointDirectory.Build(new(services, entries, clusters, workloads, selected), before?.Endpoints);
        var gateways = ReferenceEquals(services, before?.Services) && ReferenceEquals(before.Globals, input.Globals)
            ? previous!.Snapshot.NetworkGateways
            : Gateways(clusters, input);
        var snapshot = SnapshotBuilder.Build(
            input.Namespace, ownNamespace, config, services.Services, endpoints.Facts, gateways, previous?.Snapshot);
        return new(snapshot, endpoints.Endpoints, endpoints.Changed)
        {
            State = new(input.Globals, clusters, workloads, entries, selected, services, endpoints),
        };
    }

    /// <summary>
    /// The clusters whose namespace the mesh's discovery selectors select: the config cluster first, as its definitions win,
    /// the others by id.
    /// </summary>
    private static List<ClusterObjects> Discovered(NamespaceInput input) =>
    [
        .. input.Clusters
            .Where(c => input.Globals.Mesh.DiscoverySelectors.Count == 0
                || input.Globals.Mesh.DiscoverySelectors.Any(s => s.Matches(MetaOf(c, input.Namespace).Labels)))
            .OrderBy(c => c.ClusterId == input.Globals.ConfigCluster ? 0 : 1)
            .ThenBy(c => c.ClusterId, StringComparer.Ordinal),
    ];

    private static ObjectMeta NamespaceOf(List<ClusterObjects> clusters, NamespaceInput input) =>
        clusters.Find(c => c.ClusterId == input.Globals.ConfigCluster) is { } config ? MetaOf(config, input.Namespace) : Unknown;

    private static ObjectMeta MetaOf(ClusterObjects cluster, string @namespace) =>
        cluster.OfKind(ResourceKinds.Namespace).GetValueOrDefault(@namespace)?.Meta ?? Unknown;

    private static List<NetworkGateway> Gateways(List<ClusterRegistry> clusters, NamespaceInput input) =>
    [
        .. clusters
            .SelectMany(c => c.Services.Values.SelectMany(s => ServiceGateways.Of(s, c.Settings.ClusterId, input.Globals.Networks)))
            .Distinct()
            .OrderBy(g => g.Address, StringComparer.Ordinal).ThenBy(g => g.Port).ThenBy(g => g.Network, StringComparer.Ordinal),
    ];

    private static readonly ObjectMeta Unknown = new();
    private static readonly IReadOnlyDictionary<string, MeshObject> NoObjects = ReadOnlyDictionary<string, MeshObject>.Empty;

    /// <summary>What the next compilation compares with. Holds nothing of the compilation before.</summary>
    internal sealed record State(
        MeshGlobals Globals,
        List<ClusterRegistry> Clusters,
        WorkloadIndex Workloads,
        EntryRegistry Entries,
        SelectedEntries Selected,
        ServiceDirectory Services,
        EndpointDirectory Endpoints);
}
