using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Autoscalers are stored as autoscaling/v2; version 1, which <c>kubectl autoscale</c> sends, knows the CPU target only.</summary>
internal static class AutoscalerForms
{
    private const string Version1Target = "targetCPUUtilizationPercentage";

    public static void ToVersion2(JsonObject item)
    {
        if (item.Map("spec") is { } spec && spec.Remove(Version1Target, out var percent) && percent is not null)
        {
            spec["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject
                {
                    ["name"] = "cpu",
                    ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percent },
                },
            });
        }
    }

    public static void ToVersion1(JsonObject item)
    {
        if (item.Map("spec") is not { } spec || !spec.Remove("metrics", out var metrics))
        {
            return;
        }

        var cpu = (metrics as JsonArray)?.OfType<JsonObject>().FirstOrDefault(m => m.At("resource", "name").AsText() == "cpu");
        if (cpu?.At("resource", "target", "averageUtilization") is { } percent)
        {
            spec[Version1Target] = percent.DeepClone();
        }
    }
}
