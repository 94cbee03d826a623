using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>One slice as it was read, and what it was read with.</summary>
internal sealed record SlicePart(
    Config<EndpointSlice> Source, string Service, SliceReading Reading, ClusterSettings Cluster, IReadOnlyList<Endpoint> Endpoints)
{
    /// <summary>The slice of a name; the known one where nothing that it reads has changed; null where there is none that counts.</summary>
    public static SlicePart? Of(SliceSources sources, string name, SlicePart? known)
    {
        if (sources.Slices.GetValueOrDefault(name) is not Config<EndpointSlice> slice || ServiceOf(slice) is not { } service)
        {
            return null;
        }

        var (pods, cluster) = (sources.Pods, sources.Cluster);
        var reading = SliceReading.Of(sources.Services.GetValueOrDefault(service), cluster);
        if (known is not null
            && ReferenceEquals(known.Source, slice)
            && known.Reading == reading
            && ReferenceEquals(known.Cluster, cluster)
            && !SliceEndpoints.DependsOn(slice, pods.Changed))
        {
            return known;
        }

        return new(slice, service, reading, cluster, KeptInstances.Of(SliceEndpoints.Build(slice, pods, cluster, reading), known?.Endpoints));
    }

    /// <summary>The service that a slice belongs to. Slices of the multi-cluster API are copies of others and count for none.</summary>
    private static string? ServiceOf(Config<EndpointSlice> slice) =>
        slice.Meta.Labels.ContainsKey(WellKnownLabels.MultiClusterSliceService) ? null
        : slice.Meta.Labels.GetValueOrDefault(WellKnownLabels.SliceService) is { Length: > 0 } service ? service
        : null;
}

/// <summary>What the slices of one namespace in one cluster are read with.</summary>
/// <param name="Slices">They, by name.</param>
/// <param name="Services">The services that they belong to, by name.</param>
/// <param name="Pods">The pods that they name.</param>
/// <param name="Cluster">The cluster's settings.</param>
internal readonly record struct SliceSources(
    IReadOnlyDictionary<string, MeshObject> Slices, IReadOnlyDictionary<string, Service> Services, PodIndex Pods, ClusterSettings Cluster);
