using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Mesh.Objects;

namespace MeshActors.Actors.Config.Statuses;

/// <summary>
/// Tells an object's author on its status whether it counts: the condition <c>Reconciled</c>, and Istio's validation messages
/// (code <c>IST0106</c>, a schema error) with the field and the reason.
/// </summary>
public static class ValidityStatus
{
    private const string Condition = "Reconciled";
    private const string InvalidReason = "Invalid";

    /// <summary>
    /// The merge patch that makes the status true, or null where it says so already. An object that was never reported is not
    /// told that it is valid: nobody asked.
    /// </summary>
    public static ReadOnlyMemory<byte>? PatchFor(WatchedObject item, IReadOnlyList<FieldError> errors, DateTimeOffset now)
    {
        if (JsonNode.Parse(item.Json.Span) is not JsonObject root)
        {
            return null;
        }

        var conditions = root["status"]?["conditions"] as JsonArray ?? [];
        var held = conditions.OfType<JsonObject>().FirstOrDefault(c => Text(c["type"]) == Condition);
        var message = string.Join("; ", errors);
        var status = errors.Count == 0 ? "True" : "False";
        var wasReported = held is not null && Text(held["reason"]) == InvalidReason;
        if (errors.Count == 0 ? !wasReported : wasReported && Text(held!["message"]) == message)
        {
            return null;
        }

        JsonNode verdict = new JsonObject
        {
            ["type"] = Condition,
            ["status"] = status,
            ["reason"] = errors.Count == 0 ? "Valid" : InvalidReason,
            ["message"] = message,
            ["lastTransitionTime"] = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        };
        var patched = new JsonArray([.. conditions.Where(c => !ReferenceEquals(c, held)).Select(c => c?.DeepClone()), verdict]);
        var messages = new JsonArray([.. errors.Select(MessageOf)]);
        var patch = new JsonObject
        {
            ["status"] = new JsonObject { ["conditions"] = patched, ["validationMessages"] = messages },
        };
        return JsonSerializer.SerializeToUtf8Bytes(patch, JsonNodes.Default.JsonObject);
    }

    private static JsonNode MessageOf(FieldError _) => new JsonObject
    {
        ["type"] = new JsonObject { ["name"] = "SchemaValidationError", ["code"] = "IST0106" },
        ["level"] = "ERROR",
        ["documentationUrl"] = "https://istio.io/latest/docs/reference/config/analysis/ist0106/",
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
