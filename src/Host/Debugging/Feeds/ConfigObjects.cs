using System.Text.Json;
using MeshActors.Actors.Config;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Host.Debugging.Feeds;

/// <summary>
/// Configuration objects as the API server has them: the view holds what is read of them only, their watchers the whole.
/// </summary>
internal static class ConfigObjects
{
    /// <summary>The kinds that debug pages show: secrets are none of them.</summary>
    public static IReadOnlyList<ResourceKind> Kinds => WatchPlan.ConfigKinds;

    /// <summary>The valid objects of some kinds by kind, namespace and name.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(DebugRequest request, IReadOnlyCollection<ResourceKind> kinds, string? ns = null)
    {
        var names = ns is null ? request.View.Namespaces : [ns];
        var wanted = names.Order(StringComparer.Ordinal)
            .SelectMany(name => kinds.SelectMany(kind => request.View.Namespace(name)?.Objects.GetValueOrDefault(kind) ?? []))
            .ToArray();
        IFeedTopic[] topics = [.. wanted.Select(item => TopicOf(request, item)).Distinct()];
        var states = await request.Sources.Feeds.AskAsync(topics).ConfigureAwait(false);
        var found = states.Values.OfType<ObjectsState>().SelectMany(state => state.Objects).ToDictionary(item => item.Key);
        var objects = new List<JsonElement>(wanted.Length);
        foreach (var item in wanted)
        {
            // One that has gone meanwhile is left out.
            if (found.TryGetValue(new(item.Kind, item.Meta.Namespace, item.Meta.Name), out var held))
            {
                using var document = JsonDocument.Parse(held.Json);
                objects.Add(document.RootElement.Clone());
            }
        }

        return objects;
    }

    private static ObjectsTopic TopicOf(DebugRequest request, MeshObject item) => new(request.Sources.Plan.ConfigCluster, item.Kind, item.Meta.Namespace);
}
