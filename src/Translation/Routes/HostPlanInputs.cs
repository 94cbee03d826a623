using System.Runtime.CompilerServices;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>
/// What besides VirtualServices decides the virtual hosts of a sidecar's outbound listener. Parts of the view and of the
/// configuration count by reference.
/// </summary>
internal sealed class HostPlanInputs(SidecarScope scope, EgressListener listener, MeshConfig mesh, ProxyRouteFacts proxy, int port)
    : IEquatable<HostPlanInputs>
{
    private ScopeDestinations Destinations { get; } = scope.Destinations;

    private IReadOnlyList<Service> Services { get; } = listener.Services;

    private IstioEgressListener? Listener { get; } = listener.Listener;

    private MeshConfig Mesh => mesh;

    private ProxyRouteFacts Proxy => proxy;

    private int Port => port;

    public bool Equals(HostPlanInputs? other) =>
        other is not null
        && Port == other.Port
        && ReferenceEquals(Services, other.Services)
        && ReferenceEquals(Listener, other.Listener)
        && ReferenceEquals(Mesh, other.Mesh)
        && Destinations.Equals(other.Destinations)
        && Proxy.Equals(other.Proxy);

    public override bool Equals(object? obj) => Equals(obj as HostPlanInputs);

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Services), Destinations, Proxy.Namespace, Port);
}
