using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a sidecar's outbound listener, and what they were made of.</summary>
internal sealed record SidecarHostPlan
{
    /// <summary>All VirtualServices that the listener imports.</summary>
    public required IReadOnlyList<Config<VirtualService>> VirtualServices { get; init; }

    /// <summary>All services that it imports.</summary>
    public required SegmentedList<Service> Services { get; init; }

    /// <summary>All services of the scope.</summary>
    public required SegmentedList<Service> ScopeServices { get; init; }

    /// <summary>What the scope reaches.</summary>
    public required ScopeDestinations Destinations { get; init; }

    /// <summary>The virtual hosts, sorted by name.</summary>
    public required SegmentedList<SidecarHost> Hosts { get; init; }

    /// <summary>Whether several claimed a name or a domain: then who has it depends on all of them.</summary>
    public required bool IsContested { get; init; }

    /// <summary>The host names that VirtualServices may do something with.</summary>
    public required Lazy<RoutedNames> Routed { get; init; }

    /// <summary>The names of the hosts, and perhaps of some that are gone.</summary>
    public required Lazy<SidecarHostNames> Names { get; init; }

    /// <summary>The route configuration of the hosts.</summary>
    public required SidecarPortRoutes Routes { get; init; }

    /// <summary>How the listener's proxies see services.</summary>
    public required HostPerspectives Perspectives { get; init; }

    /// <summary>Whether the plan holds for a view of the mesh.</summary>
    public bool IsFor(SidecarScope scope, EgressListener listener) =>
        Destinations.Equals(scope.Destinations)
        && ReferenceEquals(Services, listener.Services)
        && ReferenceEquals(VirtualServices, listener.VirtualServices);
}

/// <summary>The newest plan of a listener: most changes leave nearly all of it as it is.</summary>
internal sealed class LatestHostPlan
{
    private SidecarHostPlan? _plan;

    /// <summary>A plan made of some view before; null at first.</summary>
    public SidecarHostPlan? Plan
    {
        get => Volatile.Read(ref _plan);
        set => Volatile.Write(ref _plan, value);
    }
}
