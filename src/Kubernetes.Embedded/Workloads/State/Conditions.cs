using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Workloads.State;

/// <summary>A status's <c>conditions</c>, with a transition time that moves only when the condition turns.</summary>
internal sealed class Conditions(JsonArray? current, DateTimeOffset now, bool withUpdateTime = false)
{
    private readonly JsonArray _next = [];

    public Conditions Set(string type, bool value, string? reason = null, string? message = null)
    {
        var status = value ? "True" : "False";
        var old = current?.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == type);
        var same = old?.Text("status") == status;
        var condition = new JsonObject { ["type"] = type, ["status"] = status };
        if (withUpdateTime)
        {
            var untouched = same && old?.Text("reason") == reason && old?.Text("message") == message;
            condition["lastUpdateTime"] = untouched ? old?.Text("lastUpdateTime") : Timestamps.Format(now);
        }

        condition["lastTransitionTime"] = (same ? old?.Text("lastTransitionTime") : null) ?? Timestamps.Format(now);
        if (reason is not null)
        {
            condition["reason"] = reason;
        }

        if (message is not null)
        {
            condition["message"] = message;
        }

        _next.Add((JsonNode)condition);
        return this;
    }

    public JsonArray ToArray() => _next;
}
