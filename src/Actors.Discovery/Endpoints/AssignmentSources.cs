using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Actors.Discovery.Endpoints;

/// <summary>What the scopes of a replica share of their sources of load assignments. Safe for several threads.</summary>
internal sealed class AssignmentSources
{
    private readonly SharedMapPool<AssignmentSource> _maps = new();
    private readonly InstancePool<AssignmentSource> _sources = new(EqualityComparer<AssignmentSource>.Default);

    public SharedMap<AssignmentSource> None => _maps.Empty;

    public AssignmentSource Of(EndpointQuery query, bool isLeaving) => _sources.Intern(new(query, isLeaving));
}
