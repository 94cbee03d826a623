namespace MeshActors.Actors.Membership;

/// <summary>The write authority as seen from one shard.</summary>
internal sealed class ShardWriteFence(WriteAuthority authority, string shardKey) : IWriteFence
{
    public bool MayWrite => authority.MayWrite(shardKey);

    public bool TryBegin(out WritePermit permit) => authority.TryBegin(shardKey, out permit);
}
