using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>What <c>/debug/shardz</c> of a replica says.</summary>
/// <param name="Members">All replicas, as this one sees them.</param>
/// <param name="Shards">What runs on this one: <c>type/shard</c>.</param>
internal sealed record ReplicaShards(IReadOnlyList<string> Members, IReadOnlyList<string> Shards)
{
    public static async Task<ReplicaShards> OfAsync(MeshActorsProcess replica)
    {
        var page = JsonNode.Parse(await PageAsync(replica))!;
        return new(
            [.. page["members"]!.AsArray().Select(member => member!.GetValue<string>())],
            [.. page["shards"]!.AsObject().SelectMany(type => type.Value!.AsArray().Select(shard => $"{type.Key}/{shard}"))]);
    }

    // On a busy machine an actor may take longer than the page waits; it says so, and to ask again.
    private static async Task<string> PageAsync(MeshActorsProcess replica)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            try
            {
                return await replica.GetAsync("monitoring", "/debug/shardz");
            }
            catch (HttpRequestException error) when (error.StatusCode == HttpStatusCode.ServiceUnavailable && !limit.IsCancellationRequested)
            {
                continue;
            }
        }
    }

    public override string ToString() => string.Join(' ', Shards);
}
