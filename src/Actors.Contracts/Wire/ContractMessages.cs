using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>
/// The wire form of every message between entities and their subscribers. A number after a manifest's slash is the version of
/// its layout: see <see cref="MessageRegistry"/>.
/// </summary>
public static class ContractMessages
{
    /// <summary>Registers all of them.</summary>
    public static MessageRegistry Register(MessageRegistry registry)
    {
        FeedForms.Register(registry);
        ObjectForms.Register(registry);
        MeshForms.Register(registry);
        SnapshotForms.Register(registry);
        EndpointForms.Register(registry);
        ScopeForms.Register(registry);
        return registry;
    }
}
