using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>A Deployment's strategy in whole pods. Percentages round up for the surge and down for the unavailable.</summary>
internal readonly record struct RolloutBudget(bool Recreates, int MaxSurge, int MaxUnavailable)
{
    public static RolloutBudget Of(ClusterObject deployment, int desired)
    {
        var strategy = deployment.Spec.Map("strategy");
        if (strategy?.Text("type") == "Recreate")
        {
            return new RolloutBudget(true, 0, desired);
        }

        var rolling = strategy?.Map("rollingUpdate");
        return new RolloutBudget(
            false,
            (int)Math.Ceiling(Share(rolling?["maxSurge"], desired)),
            (int)Math.Floor(Share(rolling?["maxUnavailable"], desired)));
    }

    private static double Share(JsonNode? value, int desired)
    {
        if (value.AsWhole() is { } whole)
        {
            return whole;
        }

        return value.AsText() is { } text && text.EndsWith('%')
            && double.TryParse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture, out var percent)
            ? desired * percent / 100
            : desired * 0.25;
    }
}
