using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>
/// The endpoints of one namespace's services in one cluster, from their EndpointSlices. A slice is read again only where it,
/// one of its pods or the settings changed.
/// </summary>
internal sealed class SliceIndex
{
    public static readonly SliceIndex Empty = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    private readonly Dictionary<string, Part> _slices;
    private readonly Dictionary<string, Group> _services;

    private SliceIndex(Dictionary<string, Part> slices, Dictionary<string, Group> services)
    {
        _slices = slices;
        _services = services;
    }

    public static SliceIndex Build(
        IReadOnlyDictionary<string, MeshObject> slices,
        IReadOnlyDictionary<string, Service> services,
        PodIndex pods,
        ClusterSettings cluster,
        SliceIndex? previous)
    {
        previous ??= Empty;
        var parts = new PatchedDictionary<string, Part>(previous._slices);
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var (name, value) in slices)
        {
            if (value is not Config<EndpointSlice> slice || ServiceOf(slice) is not { } service)
            {
                continue;
            }

            count++;
            var known = previous._slices.GetValueOrDefault(name);
            var part = PartOf(slice, SliceReading.Of(services.GetValueOrDefault(service), cluster), pods, cluster, known);
            if (!ReferenceEquals(part, known))
            {
                parts.Set(name, part);
                touched.Add(service);
                if (known is not null)
                {
                    touched.Add(known.Service);
                }
            }
        }

        if (parts.Result.Count != count)
        {
            var gone = parts.RemoveUnless(
                name => slices.GetValueOrDefault(name) is Config<EndpointSlice> slice && ServiceOf(slice) is not null);
            foreach (var name in gone)
            {
                touched.Add(previous._slices[name].Service);
            }
        }

        return touched.Count == 0 ? previous : new(parts.Result, Regroup(parts.Result.Values, touched, previous));
    }

    /// <summary>The endpoints of a service, in the order of its slices' names.</summary>
    public IReadOnlyList<Endpoint> Of(string service) => _services.GetValueOrDefault(service)?.Endpoints ?? [];

    /// <summary>The service that a slice belongs to. Slices of the multi-cluster API are copies of others and count for none.</summary>
    private static string? ServiceOf(Config<EndpointSlice> slice) =>
        slice.Meta.Labels.ContainsKey(WellKnownLabels.MultiClusterSliceService) ? null
        : slice.Meta.Labels.GetValueOrDefault(WellKnownLabels.SliceService) is { Length: > 0 } service ? service
        : null;

    private static Dictionary<string, Group> Regroup(IEnumerable<Part> parts, HashSet<string> services, SliceIndex previous)
    {
        var groups = new PatchedDictionary<string, Group>(previous._services);
        var byService = parts.Where(p => services.Contains(p.Service)).ToLookup(p => p.Service, StringComparer.Ordinal);
        foreach (var service in services)
        {
            if (byService.Contains(service))
            {
                groups.Set(service, GroupOf([.. byService[service]], previous._services.GetValueOrDefault(service)));
            }
            else
            {
                groups.Remove(service);
            }
        }

        return groups.Result;
    }

    private static Part PartOf(Config<EndpointSlice> slice, SliceReading reading, PodIndex pods, ClusterSettings cluster, Part? known)
    {
        if (known is not null
            && ReferenceEquals(known.Source, slice)
            && known.Reading == reading
            && ReferenceEquals(known.Cluster, cluster)
            && !SliceEndpoints.DependsOn(slice, pods.Changed))
        {
            return known;
        }

        var endpoints = KeptInstances.Of(SliceEndpoints.Build(slice, pods, cluster, reading), known?.Endpoints);
        return new(slice, ServiceOf(slice)!, reading, cluster, endpoints);
    }

    private static Group GroupOf(List<Part> parts, Group? known)
    {
        parts.Sort((a, b) => string.CompareOrdinal(a.Source.Meta.Name, b.Source.Meta.Name));
        var lists = parts.ConvertAll(p => p.Endpoints);
        if (known is not null && KeptInstances.SameReferences(lists, known.Parts))
        {
            return known;
        }

        return new(lists, KeptInstances.Of(WithoutRepeats(lists), known?.Endpoints));
    }

    /// <summary>While an endpoint moves from one slice to another it may stand in both.</summary>
    private static List<Endpoint> WithoutRepeats(List<IReadOnlyList<Endpoint>> lists)
    {
        var seen = new HashSet<(string, string)>();
        var endpoints = new List<Endpoint>(lists.Sum(l => l.Count));
        foreach (var list in lists)
        {
            foreach (var endpoint in list)
            {
                if (seen.Add((endpoint.FirstAddress, endpoint.ServicePortName)))
                {
                    endpoints.Add(endpoint);
                }
            }
        }

        return endpoints;
    }

    private sealed record Part(
        Config<EndpointSlice> Source, string Service, SliceReading Reading, ClusterSettings Cluster, IReadOnlyList<Endpoint> Endpoints);

    private sealed record Group(List<IReadOnlyList<Endpoint>> Parts, IReadOnlyList<Endpoint> Endpoints);
}
