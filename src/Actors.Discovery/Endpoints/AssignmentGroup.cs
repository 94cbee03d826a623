using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Actors.Discovery.Resources;

namespace MeshActors.Actors.Discovery.Endpoints;

/// <summary>Scopes that ask for the same load assignments: an answer counts for all of them, and is worked in once. One actor's own.</summary>
internal sealed class AssignmentGroup(SharedMap<AssignmentSource> sources, ResourceSet set)
{
    private readonly List<SharedResource> _arrived = [];

    public SharedMap<AssignmentSource> Sources { get; } = sources;

    public List<IActorRef> Scopes { get; } = [];

    public ResourceSet Set { get; private set; } = set;

    /// <summary>Takes an answer.</summary>
    /// <returns>whether it is the first since <see cref="Tell"/></returns>
    public bool Take(SharedResource resource)
    {
        _arrived.Add(resource);
        return _arrived.Count == 1;
    }

    /// <summary>Tells the scopes what has arrived.</summary>
    public void Tell()
    {
        var after = Set.With(_arrived, []);
        _arrived.Clear();
        if (!ReferenceEquals(after, Set))
        {
            Set = after;
            var changed = new AssignmentsChanged(Sources, after);
            foreach (var scope in Scopes)
            {
                scope.Tell(changed);
            }
        }
    }
}
