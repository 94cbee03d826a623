using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Crds;

/// <summary>The status of a CustomResourceDefinition: accepted names, stored versions and conditions.</summary>
internal static class CrdStatus
{
    /// <summary>Completes the status in place.</summary>
    /// <returns>True where it changed.</returns>
    public static bool Complete(JsonObject crd, string now)
    {
        var spec = crd.Ensure("spec");
        var before = crd["status"]?.DeepClone();
        var status = crd.Ensure("status");
        status["acceptedNames"] = spec.Ensure("names").DeepClone();
        var conditions = status.List("conditions");
        if (conditions is null)
        {
            status["conditions"] = conditions = [];
        }

        Accept(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
        Accept(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted", now);
        var stored = status.List("storedVersions");
        if (stored is null)
        {
            status["storedVersions"] = stored = [];
        }

        var storage = spec.List("versions")?.OfType<JsonObject>().FirstOrDefault(v => v.Flag("storage"))?.Text("name");
        if (storage is not null && !stored.Any(s => s.AsText() == storage))
        {
            stored.Add((JsonNode)storage);
        }

        return !JsonNode.DeepEquals(before, status);
    }

    private static void Accept(JsonArray conditions, string type, string reason, string message, string now)
    {
        if (!conditions.OfType<JsonObject>().Any(c => c.Text("type") == type))
        {
            conditions.Add((JsonNode)new JsonObject
            {
                ["type"] = type,
                ["status"] = "True",
                ["lastTransitionTime"] = now,
                ["reason"] = reason,
                ["message"] = message,
            });
        }
    }
}
