using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>All that the virtual host of a service is made of where no VirtualService has routes for it. Objects count by reference.</summary>
/// <param name="Service">The service.</param>
/// <param name="Port">The port that clients use.</param>
/// <param name="Hash">How the cluster's consistent hash finds its key; null without one.</param>
/// <param name="Perspective">Who sees it.</param>
internal readonly record struct ServiceHostInputs(Service Service, int Port, ConsistentHashLb? Hash, HostPerspective Perspective)
{
    public bool Equals(ServiceHostInputs other) =>
        ReferenceEquals(Service, other.Service)
        && Port == other.Port
        && ReferenceEquals(Hash, other.Hash)
        && Perspective.Equals(other.Perspective);

    /// <summary>What tells nearly all apart: there are few perspectives on a service.</summary>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Service) + Port;
}
