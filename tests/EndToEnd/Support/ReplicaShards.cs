using System.Text.Json.Nodes;

namespace MeshActors.EndToEnd.Support;

/// <summary>What <c>/debug/shardz</c> of a replica says.</summary>
/// <param name="Members">All replicas, as this one sees them.</param>
/// <param name="Shards">What runs on this one: <c>type/shard</c>.</param>
internal sealed record ReplicaShards(IReadOnlyList<string> Members, IReadOnlyList<string> Shards)
{
    public static async Task<ReplicaShards> OfAsync(MeshActorsProcess replica)
    {
        var page = JsonNode.Parse(await replica.GetAsync("monitoring", "/debug/shardz"))!;
        return new(
            [.. page["members"]!.AsArray().Select(member => member!.GetValue<string>())],
            [.. page["shards"]!.AsObject().SelectMany(type => type.Value!.AsArray().Select(shard => $"{type.Key}/{shard}"))]);
    }

    public override string ToString() => string.Join(' ', Shards);
}
