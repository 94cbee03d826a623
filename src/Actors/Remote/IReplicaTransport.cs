using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Remote;

/// <summary>
/// Opens and takes connections between replicas. Both ends are authenticated by the transport; only replicas of this
/// mesh get through.
/// </summary>
public interface IReplicaTransport
{
    /// <summary>Opens a connection to a replica's link address.</summary>
    Task<IReplicaConnection> ConnectAsync(Member peer, CancellationToken cancellationToken);

    /// <summary>Says who takes connections that others open. Called once; the callback returns at once and owns the connection.</summary>
    void Listen(Action<IReplicaConnection> accept);
}
