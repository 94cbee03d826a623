using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Routes;

/// <summary>Where a destination leads to in a proxy's view of the mesh.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Hash">How the cluster's consistent hash finds its key; null without one. Compared by reference.</param>
/// <param name="Session">The sessions that its service asks for; null without.</param>
internal readonly record struct RouteTarget(string Cluster, ConsistentHashLb? Hash, PersistentSession? Session = null)
{
    public bool Equals(RouteTarget other) => Cluster == other.Cluster && ReferenceEquals(Hash, other.Hash) && Session == other.Session;

    public override int GetHashCode() => HashCode.Combine(Cluster, Hash is null ? 0 : RuntimeHelpers.GetHashCode(Hash));
}
