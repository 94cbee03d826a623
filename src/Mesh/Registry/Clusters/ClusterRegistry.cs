using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>One namespace in one cluster: its services, pods and slices, joined.</summary>
internal sealed class ClusterRegistry
{
    private static readonly IReadOnlyDictionary<string, MeshObject> NoObjects = ReadOnlyDictionary<string, MeshObject>.Empty;

    private readonly MeshGlobals _globals;
    private readonly ClusterObjects _objects;
    private readonly IReadOnlyDictionary<string, NodeFacts> _nodes;
    private readonly string _distribution;
    private readonly ServiceIndex _services;
    private readonly SliceIndex _slices;

    private ClusterRegistry(
        MeshGlobals globals,
        ClusterObjects objects,
        IReadOnlyDictionary<string, NodeFacts> nodes,
        string distribution,
        ClusterSettings settings,
        ServiceIndex services,
        PodIndex pods,
        SliceIndex slices)
    {
        _globals = globals;
        _objects = objects;
        _nodes = nodes;
        _distribution = distribution;
        Settings = settings;
        _services = services;
        Pods = pods;
        _slices = slices;
    }

    public ClusterSettings Settings { get; }

    public PodIndex Pods { get; }

    public IReadOnlyDictionary<string, Service> Services => _services.Services;

    public static ClusterRegistry Build(
        MeshGlobals globals,
        ClusterObjects objects,
        IReadOnlyDictionary<string, NodeFacts> nodes,
        IReadOnlyDictionary<string, string> namespaceAnnotations,
        ClusterRegistry? previous)
    {
        var settings = ReferenceEquals(previous?._globals, globals) ? previous.Settings : new(globals, objects.ClusterId);
        var sameSurroundings = previous is not null
            && ReferenceEquals(previous.Settings, settings)
            && ReferenceEquals(previous._nodes, nodes);

        // Each index is built again only where something that it reads is another instance.
        var distribution = namespaceAnnotations.GetValueOrDefault(WellKnownLabels.TrafficDistributionAnnotation) ?? "";
        var services = sameSurroundings && previous!._distribution == distribution && previous.Same(objects, ResourceKinds.Service)
            ? previous._services
            : ServiceIndex.Build(objects.OfKind(ResourceKinds.Service), namespaceAnnotations, nodes, settings, previous?._services);
        var pods = sameSurroundings && previous!.Same(objects, ResourceKinds.Pod)
            ? previous.Pods.Settled()
            : PodIndex.Build(objects.OfKind(ResourceKinds.Pod), nodes, settings, previous?.Pods);
        var sameSlices = sameSurroundings && ReferenceEquals(services, previous!._services) && pods.Changed.Count == 0
            && previous.Same(objects, ResourceKinds.EndpointSlice);
        var slices = sameSlices
            ? previous!._slices
            : SliceIndex.Build(new(objects.OfKind(ResourceKinds.EndpointSlice), services.Services, pods, settings), previous?._slices);
        return new(globals, objects, nodes, distribution, settings, services, pods, slices);
    }

    /// <summary>Whether it was built with these.</summary>
    public bool IsOf(MeshGlobals globals, IReadOnlyDictionary<string, NodeFacts> nodes) =>
        ReferenceEquals(_globals, globals) && ReferenceEquals(_nodes, nodes);

    /// <summary>Takes changed slices, where nothing else differs.</summary>
    /// <param name="objects">The objects now.</param>
    /// <param name="slices">Names of the slices that changed, came or went.</param>
    /// <param name="services">Gets the names of the services that this concerns.</param>
    public ClusterRegistry After(ClusterObjects objects, IEnumerable<string> slices, ICollection<string> services)
    {
        var pods = Pods.Settled();
        var index = _slices.After(slices, new(objects.OfKind(ResourceKinds.EndpointSlice), Services, pods, Settings), services);
        return new(_globals, objects, _nodes, _distribution, Settings, _services, pods, index);
    }

    public IReadOnlyList<Endpoint> EndpointsOf(string service) => _slices.Of(service);

    private bool Same(ClusterObjects objects, ResourceKind kind) => ReferenceEquals(_objects.OfKind(kind), objects.OfKind(kind));
}
