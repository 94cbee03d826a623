using System.Runtime.CompilerServices;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>All that the route configuration for one service of a sidecar is made of. Scope and mesh configuration count by reference.</summary>
internal sealed record SidecarRouteInputs(SidecarScope Scope, MeshConfig Mesh, ProxyRouteFacts Proxy, string Name)
{
    public bool Equals(SidecarRouteInputs? other) =>
        other is not null
        && ReferenceEquals(Scope, other.Scope)
        && ReferenceEquals(Mesh, other.Mesh)
        && Name == other.Name
        && Proxy.Equals(other.Proxy);

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Scope), Name, Proxy);
}
