using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Entries;

namespace MeshActors.Mesh.Registry;

/// <summary>
/// All services of a namespace, those of several clusters merged. The same instance as long as no service changes, whatever
/// their endpoints do.
/// </summary>
internal sealed class ServiceDirectory
{
    private readonly IReadOnlyList<object> _sources;
    private readonly Dictionary<string, Merged> _merged = new(StringComparer.Ordinal);
    private readonly Dictionary<ServiceKey, List<Service>> _byKey = [];

    private ServiceDirectory(IReadOnlyList<object> sources) => _sources = sources;

    /// <summary>Kubernetes' by name, then ServiceEntries' by age.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>Every service that defines a host; several may.</summary>
    public IReadOnlyDictionary<ServiceKey, List<Service>> ByKey => _byKey;

    public static ServiceDirectory Build(List<ClusterRegistry> clusters, EntryRegistry entries, ServiceDirectory? previous)
    {
        List<object> sources = [.. clusters.Select(c => c.Services), .. entries.Services];
        if (previous is not null && KeptInstances.SameReferences(previous._sources, sources))
        {
            return previous;
        }

        var merged = new Dictionary<string, Merged>(StringComparer.Ordinal);
        foreach (var name in clusters.SelectMany(c => c.Services.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            List<Service> definitions = [.. clusters.Select(c => c.Services.GetValueOrDefault(name)).OfType<Service>()];
            var known = previous?._merged.GetValueOrDefault(name);
            merged.Add(
                name,
                known is not null && KeptInstances.SameReferences(known.Definitions, definitions)
                    ? known
                    : new(definitions, MergedServices.Merge(definitions)));
        }

        var directory = new ServiceDirectory(sources)
        {
            Services = (Service[])[.. merged.Values.Select(m => m.Service), .. entries.Services.SelectMany(s => s)],
        };
        foreach (var (name, service) in merged)
        {
            directory._merged.Add(name, service);
        }

        foreach (var service in directory.Services)
        {
            if (!directory._byKey.TryGetValue(service.Key, out var list))
            {
                directory._byKey.Add(service.Key, list = []);
            }

            list.Add(service);
        }

        return directory;
    }

    private sealed record Merged(List<Service> Definitions, Service Service);
}
