using System.Text.Json;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Sharding;
using MeshActors.Host.Replicas;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Host.Debugging.Registry;

/// <summary>
/// <c>/debug/shardz</c>: the replicas that divide the work, and what runs on this one. istiod has no such page: it divides nothing.
/// </summary>
internal static class ShardPage
{
    public static DebugPage Page { get; } = new("shardz", "The replicas that divide the work, and the shards of each kind of actor that run on this one", WriteAsync);

    private static async Task WriteAsync(DebugRequest request, Utf8JsonWriter json)
    {
        var system = request.Sources.System;
        var cluster = Cluster.Get(system);
        json.WriteStartObject();
        json.WriteString("replica", cluster.SelfMember.Id);
        json.WriteNumber("view", cluster.View.Number);
        json.WriteTexts("members", [.. cluster.View.Members.Select(member => member.Id)]);
        json.WriteStartObject("shards");
        foreach (var type in FeedRegions.Types)
        {
            json.WriteTexts(type, await ShardsAsync(ClusterSharding.Get(system).ShardRegion(type), type).ConfigureAwait(false));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static async Task<IReadOnlyList<string>> ShardsAsync(IActorRef region, string type)
    {
        try
        {
            return (await region.Ask<ShardRegion.CurrentShardRegionState>(new ShardRegion.GetShardRegionState(), DebugSources.Patience).ConfigureAwait(false)).Shards;
        }
        catch (AskTimeoutException)
        {
            throw new DebugException(
                StatusCodes.Status503ServiceUnavailable, $"the region of {type} did not answer within {DebugSources.Patience.TotalSeconds:0} s: ask again");
        }
    }
}
