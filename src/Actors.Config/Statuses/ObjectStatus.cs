using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Analysis;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Statuses;

/// <summary>
/// Tells an object's author on its status whether it counts (condition <c>Reconciled</c>) and whether what it names is there
/// (<c>ResolvedRefs</c>), with field and reason; and Istio's validation messages, which have codes alone.
/// </summary>
public static class ObjectStatus
{
    private const string Counts = "Reconciled";
    private const string Resolves = "ResolvedRefs";

    /// <summary>
    /// The merge patch that makes the status true, or null where it says so already. Of an object that was never reported it
    /// is not said that it is well: nobody asked.
    /// </summary>
    /// <param name="item">The object.</param>
    /// <param name="errors">Why it counts as absent; empty where it counts.</param>
    /// <param name="found">What it names that is not there; null where that is not known.</param>
    /// <param name="now">The time.</param>
    public static ReadOnlyMemory<byte>? PatchFor(
        WatchedObject item, IReadOnlyList<FieldError> errors, IReadOnlyList<AnalysisMessage>? found, DateTimeOffset now)
    {
        if (JsonNode.Parse(item.Json.Span) is not JsonObject root)
        {
            return null;
        }

        var held = root["status"] as JsonObject;
        var conditions = new List<JsonNode?>(held?["conditions"] as JsonArray ?? []);
        var changes = Set(conditions, new(Counts, "Valid", "Invalid", string.Join("; ", errors)), now);
        changes |= errors.Count > 0
            ? Forget(conditions, Resolves)
            : found is not null && Set(conditions, new(Resolves, "ResolvedRefs", "ReferencedResourceNotFound", string.Join("; ", found)), now);
        var generation = (root["metadata"]?["generation"] as JsonValue)?.TryGetValue<long>(out var number) == true ? number : 0;
        var wasReported = conditions.OfType<JsonObject>().Any(IsOurs);
        if (!changes && (!wasReported || generation == 0 || Observed(held) == generation))
        {
            return null;
        }

        var status = new JsonObject
        {
            ["conditions"] = new JsonArray([.. conditions.Select(condition => condition?.DeepClone())]),
            ["validationMessages"] = new JsonArray(
                [.. errors.Select(_ => MessageOf(MessageType.SchemaValidationError)), .. (found ?? []).Select(message => MessageOf(message.Type))]),
        };
        if (generation > 0)
        {
            status["observedGeneration"] = generation;
        }

        return JsonSerializer.SerializeToUtf8Bytes(new() { ["status"] = status }, JsonNodes.Default.JsonObject);
    }

    /// <summary>Replaces a condition by what it should say; false where it does, or nothing need be said.</summary>
    private static bool Set(List<JsonNode?> conditions, Verdict verdict, DateTimeOffset now)
    {
        var at = conditions.FindIndex(condition => Text(condition?["type"]) == verdict.Type);
        var held = at < 0 ? null : conditions[at];
        var wasReported = held is not null && IsOurs(held) && Text(held["reason"]) == verdict.BadReason;
        var status = verdict.IsGood ? "True" : "False";
        if (verdict.IsGood ? !wasReported : wasReported && Text(held!["message"]) == verdict.Message)
        {
            return false;
        }

        var since = Text(held?["status"]) == status ? Text(held!["lastTransitionTime"]) : null;
        var condition = new JsonObject
        {
            ["type"] = verdict.Type,
            ["status"] = status,
            ["reason"] = verdict.IsGood ? verdict.GoodReason : verdict.BadReason,
            ["message"] = verdict.Message,
            ["lastTransitionTime"] = since ?? now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        if (at < 0)
        {
            conditions.Add(condition);
        }
        else
        {
            conditions[at] = condition;
        }

        return true;
    }

    private static bool Forget(List<JsonNode?> conditions, string type) => conditions.RemoveAll(condition => Text(condition?["type"]) == type) > 0;

    private static bool IsOurs(JsonNode condition) => Text(condition["type"]) is Counts or Resolves;

    private static long? Observed(JsonObject? status) =>
        status?["observedGeneration"] is JsonValue value && value.TryGetValue<long>(out var generation) ? generation : null;

    private static JsonNode MessageOf(MessageType type) => new JsonObject
    {
        ["type"] = new JsonObject { ["name"] = type.Name, ["code"] = type.Code },
        ["level"] = type.Level.ToString().ToUpperInvariant(),
        ["documentationUrl"] = type.DocumentationUrl,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private sealed record Verdict(string Type, string GoodReason, string BadReason, string Message)
    {
        public bool IsGood => Message.Length == 0;
    }
}
