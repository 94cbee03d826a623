using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Collects the services of a scope, one for each host name. A Kubernetes service keeps out, and drives out, ServiceEntries
/// of the same name; alike services of one namespace are merged by adding ports up; otherwise the first one stays.
/// </summary>
internal sealed class ServiceImport(ServiceVariants variants)
{
    private readonly List<Service> _services = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <param name="listed">A list that is used where it is the same.</param>
    public ImportedServices Build(SegmentedList<Service>? listed) =>
        new(listed is not null && listed.Count == _services.Count && listed.SequenceEqual(_services) ? listed : SegmentedList<Service>.Of(_services));

    /// <summary>Whether that very service is in: adding it, with whichever of its ports, changes nothing then.</summary>
    public bool Has(Service service) => _positions.TryGetValue(service.Hostname, out var at) && ReferenceEquals(_services[at], service);

    public void Add(Service service)
    {
        if (_positions.TryAdd(service.Hostname, _services.Count))
        {
            _services.Add(service);
            return;
        }

        var at = _positions[service.Hostname];
        var existing = _services[at];
        var incomingIsKubernetes = service.Registry == ServiceRegistry.Kubernetes;
        var existingIsKubernetes = existing.Registry == ServiceRegistry.Kubernetes;
        if (ReferenceEquals(service, existing) || (existingIsKubernetes && !incomingIsKubernetes))
        {
            return;
        }

        if (incomingIsKubernetes && !existingIsKubernetes)
        {
            _services[at] = service;
        }
        else if (!SamePorts(existing, service) && CanMerge(existing, service))
        {
            // A number counts once, though a service may have it for TCP and for UDP.
            var added = service.Ports.Where(port => existing.Ports.All(known => known.Number != port.Number)).DistinctBy(port => port.Number);
            _services[at] = variants.WithPorts(existing, [.. existing.Ports, .. added]);
        }
    }

    private static bool SamePorts(Service left, Service right) =>
        left.Ports.Select(p => (p.Name, p.Number, p.Protocol)).SequenceEqual(right.Ports.Select(p => (p.Name, p.Number, p.Protocol)));

    private static bool CanMerge(Service left, Service right) =>
        left.Namespace == right.Namespace
        && left.Resolution == right.Resolution
        && left.Registry == right.Registry
        && LabelMatch.SameLabels(left.Labels, right.Labels)
        && LabelMatch.SameLabels(left.Selector, right.Selector)
        && left.ExportTo.ToHashSet(StringComparer.Ordinal).SetEquals(right.ExportTo);
}
