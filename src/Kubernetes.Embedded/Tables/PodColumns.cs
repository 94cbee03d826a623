using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of pods. The status is the most telling reason among the pod's and its containers'.</summary>
internal static class PodColumns
{
    public static readonly IReadOnlyList<TableColumn> All =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Ready", (o, _) => $"{Statuses(o, "containerStatuses").Count(s => s.Flag("ready"))}/{(o.At("spec", "containers") as JsonArray)?.Count ?? 0}"),
        BuiltInColumns.Text("Status", (o, _) => Status(o)),
        BuiltInColumns.Text("Restarts", (o, now) => Restarts(o, now)),
        BuiltInColumns.Age,
        BuiltInColumns.Text("IP", (o, _) => o.At("status", "podIP").AsText(), 1),
        BuiltInColumns.Text("Node", (o, _) => o.At("spec", "nodeName").AsText(), 1),
        BuiltInColumns.Text("Nominated Node", (o, _) => o.At("status", "nominatedNodeName").AsText(), 1),
        BuiltInColumns.Text("Readiness Gates", (o, _) => Gates(o), 1),
    ];

    private static IEnumerable<JsonObject> Statuses(JsonObject pod, string name)
        => (pod.At("status", name) as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string Status(JsonObject pod)
    {
        if (pod.At("metadata", "deletionTimestamp") is not null)
        {
            return pod.At("status", "reason").AsText() == "NodeLost" ? "Unknown" : "Terminating";
        }

        var reason = pod.At("status", "reason").AsText() ?? pod.At("status", "phase").AsText() ?? "Unknown";
        var inits = Statuses(pod, "initContainerStatuses").ToList();
        for (var i = 0; i < inits.Count; i++)
        {
            if (inits[i].At("state", "terminated", "exitCode").AsWhole() == 0 || inits[i].Flag("started"))
            {
                continue;
            }

            return "Init:" + (inits[i].At("state", "terminated", "reason").AsText()
                ?? (inits[i].At("state", "waiting", "reason").AsText() is { } waiting and not "PodInitializing" ? waiting : null)
                ?? $"{i}/{(pod.At("spec", "initContainers") as JsonArray)?.Count ?? inits.Count}");
        }

        foreach (var container in Statuses(pod, "containerStatuses").Reverse())
        {
            reason = container.At("state", "waiting", "reason").AsText()
                ?? container.At("state", "terminated", "reason").AsText()
                ?? (container.At("state", "terminated") is { } ended ? $"ExitCode:{ended["exitCode"]}" : reason);
        }

        return reason;
    }

    private static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        var count = Statuses(pod, "containerStatuses").Sum(s => s.Whole("restartCount") ?? 0);
        var last = Statuses(pod, "containerStatuses").Select(s => s.At("lastState", "terminated", "finishedAt").AsText()).Max();
        return count == 0 || last is null ? $"{count}" : $"{count} ({TableWriter.Age(last, now)} ago)";
    }

    private static string? Gates(JsonObject pod)
    {
        if (pod.At("spec", "readinessGates") is not JsonArray { Count: > 0 } gates)
        {
            return null;
        }

        var met = (pod.At("status", "conditions") as JsonArray)?.OfType<JsonObject>().Where(c => c.Text("status") == "True").Select(c => c.Text("type")).ToHashSet() ?? [];
        return $"{gates.OfType<JsonObject>().Count(g => met.Contains(g.Text("conditionType")))}/{gates.Count}";
    }
}
