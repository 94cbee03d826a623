using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Sharding;

/// <summary>
/// Where the shards of a type are, given who is a member and who is out of reach: immutable, and pure but for its
/// memory of answers. The owner is chosen among the members that can be reached, so that a replica whose link is lost
/// is read for by others at once; it goes on owning the right to write until it is no longer a member. A replica that
/// is no member itself, and reaches none, serves what it is asked for.
/// </summary>
internal sealed class ShardAllocation(string typeName, MembershipView view, IReadOnlySet<string> unreachable, string selfId)
{
    private readonly Dictionary<string, string> _owners = [];

    public MembershipView View => view;

    /// <summary>The id of the replica that serves a shard.</summary>
    public string Owner(string shardId)
    {
        if (!_owners.TryGetValue(shardId, out var owner))
        {
            _owners[shardId] = owner = Rendezvous.Owner(ShardKey.Of(typeName, shardId), view.Members, unreachable)?.Id ?? selfId;
        }

        return owner;
    }

    public bool IsOwn(string shardId) => Owner(shardId) == selfId;
}
