using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Routes;

/// <summary>The route for everything to a port of a service, where no VirtualService says otherwise. Policies count by reference.</summary>
/// <param name="Host">The service's host name.</param>
/// <param name="Port">The port.</param>
/// <param name="Retries">The mesh's retry policy.</param>
/// <param name="Hash">How the cluster's consistent hash finds its key; null without one.</param>
internal sealed record ServiceRoute(string Host, int Port, HttpRetry? Retries, ConsistentHashLb? Hash)
{
    public DefaultActionInputs Action => new(Retries, Hash);

    public bool Equals(ServiceRoute? other) =>
        other is not null && Port == other.Port && ReferenceEquals(Retries, other.Retries) && ReferenceEquals(Hash, other.Hash) && Host == other.Host;

    public override int GetHashCode() => HashCode.Combine(Host, Port, Hash is null ? 0 : RuntimeHelpers.GetHashCode(Hash));
}
