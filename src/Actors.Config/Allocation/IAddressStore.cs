using MeshActors.Mesh.Registry.Entries.Allocation;

namespace MeshActors.Actors.Config.Allocation;

/// <summary>Where allocated addresses are written: an API server, guarded by the fence of the mesh's owner.</summary>
public interface IAddressStore
{
    /// <summary>
    /// Writes addresses, and nothing else, to the status of a ServiceEntry of the config cluster, if that still says what the
    /// decision was made on. Fails where the API server does not take it, or the object changes at the same time.
    /// </summary>
    Task<AddressWrite> WriteAsync(AllocationDecision decision, CancellationToken cancellationToken);
}
