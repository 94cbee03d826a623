using System.Runtime.CompilerServices;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>
/// What tells the virtual hosts of one outbound listener from those of others, whatever services and rules there are. Objects and
/// configuration count by reference.
/// </summary>
internal sealed class HostPlanInputs(SidecarScope scope, EgressListener listener, MeshConfig mesh, ProxyRouteFacts proxy, int port)
    : IEquatable<HostPlanInputs>
{
    private string Namespace { get; } = scope.Namespace;

    private Config<Sidecar>? Sidecar { get; } = scope.Sidecar;

    private IstioEgressListener? Listener { get; } = listener.Listener;

    private MeshConfig Mesh => mesh;

    private ProxyRouteFacts Proxy => proxy;

    private int Port => port;

    public bool Equals(HostPlanInputs? other) =>
        other is not null
        && Port == other.Port
        && Namespace == other.Namespace
        && ReferenceEquals(Sidecar, other.Sidecar)
        && ReferenceEquals(Listener, other.Listener)
        && ReferenceEquals(Mesh, other.Mesh)
        && Proxy.Equals(other.Proxy);

    public override bool Equals(object? obj) => Equals(obj as HostPlanInputs);

    public override int GetHashCode() => HashCode.Combine(Namespace, Port, Listener is null ? 0 : RuntimeHelpers.GetHashCode(Listener));
}
