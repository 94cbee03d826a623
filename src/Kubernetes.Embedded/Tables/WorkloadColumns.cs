using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Selectors;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of deployments, sets and jobs.</summary>
internal static class WorkloadColumns
{
    private static readonly TableColumn Containers = BuiltInColumns.Text("Containers", (o, _) => Join(o, "name"), 1);
    private static readonly TableColumn Images = BuiltInColumns.Text("Images", (o, _) => Join(o, "image"), 1);
    private static readonly TableColumn Selector = BuiltInColumns.Text("Selector", (o, _) => LabelSelectorObject.Format(o.At("spec", "selector") as JsonObject), 1);

    public static IReadOnlyList<TableColumn> Of(string resource) => resource switch
    {
        "deployments" =>
        [
            BuiltInColumns.Name,
            BuiltInColumns.Text("Ready", (o, _) => $"{Status(o, "readyReplicas")}/{Wanted(o)}"),
            BuiltInColumns.Number("Up-to-date", o => Status(o, "updatedReplicas")),
            BuiltInColumns.Number("Available", o => Status(o, "availableReplicas")),
            BuiltInColumns.Age,
            Containers,
            Images,
            Selector,
        ],
        "replicasets" =>
        [
            BuiltInColumns.Name,
            BuiltInColumns.Number("Desired", Wanted),
            BuiltInColumns.Number("Current", o => Status(o, "replicas")),
            BuiltInColumns.Number("Ready", o => Status(o, "readyReplicas")),
            BuiltInColumns.Age,
            Containers,
            Images,
            Selector,
        ],
        "statefulsets" =>
        [
            BuiltInColumns.Name,
            BuiltInColumns.Text("Ready", (o, _) => $"{Status(o, "readyReplicas")}/{Wanted(o)}"),
            BuiltInColumns.Age,
            Containers,
            Images,
        ],
        "daemonsets" =>
        [
            BuiltInColumns.Name,
            BuiltInColumns.Number("Desired", o => Status(o, "desiredNumberScheduled")),
            BuiltInColumns.Number("Current", o => Status(o, "currentNumberScheduled")),
            BuiltInColumns.Number("Ready", o => Status(o, "numberReady")),
            BuiltInColumns.Number("Up-to-date", o => Status(o, "updatedNumberScheduled")),
            BuiltInColumns.Number("Available", o => Status(o, "numberAvailable")),
            BuiltInColumns.Text("Node Selector", (o, _) => ServiceColumns.Selector(o.At("spec", "template", "spec", "nodeSelector") as JsonObject)),
            BuiltInColumns.Age,
            Containers,
            Images,
            Selector,
        ],
        "jobs" =>
        [
            BuiltInColumns.Name,
            BuiltInColumns.Text("Status", (o, _) => JobStatus(o)),
            BuiltInColumns.Text("Completions", (o, _) => $"{Status(o, "succeeded")}/{o.At("spec", "completions").AsWhole() ?? 1}"),
            BuiltInColumns.Text("Duration", (o, now) => Duration(o, now)),
            BuiltInColumns.Age,
            Containers,
            Images,
            Selector,
        ],
        "cronjobs" =>
        [
            BuiltInColumns.Name,
            BuiltInColumns.Text("Schedule", (o, _) => o.At("spec", "schedule").AsText()),
            BuiltInColumns.Text("Timezone", (o, _) => o.At("spec", "timeZone").AsText()),
            BuiltInColumns.Text("Suspend", (o, _) => o.At("spec", "suspend")?.ToString() == "true" ? "True" : "False"),
            BuiltInColumns.Number("Active", o => (o.At("status", "active") as JsonArray)?.Count ?? 0),
            BuiltInColumns.Text("Last Schedule", (o, now) => o.At("status", "lastScheduleTime").AsText() is { } last ? TableWriter.Age(last, now) : null),
            BuiltInColumns.Age,
        ],
        "controllerrevisions" => [BuiltInColumns.Name, BuiltInColumns.Number("Revision", o => o.Whole("revision") ?? 0), BuiltInColumns.Age],
        _ => [BuiltInColumns.Name, BuiltInColumns.Age],
    };

    private static long Status(JsonObject item, string name) => item.At("status", name).AsWhole() ?? 0;

    private static long Wanted(JsonObject item) => item.At("spec", "replicas").AsWhole() ?? 0;

    private static string Join(JsonObject item, string field)
        => string.Join(",", (item.At("spec", "template", "spec", "containers") as JsonArray)?.OfType<JsonObject>().Select(c => c.Text(field)) ?? []);

    private static string JobStatus(JsonObject job)
        => (job.At("status", "conditions") as JsonArray)?.OfType<JsonObject>().FirstOrDefault(c => c.Text("status") == "True" && c.Text("type") is "Complete" or "Failed" or "Suspended")?.Text("type")
            ?? (job.At("metadata", "deletionTimestamp") is null ? "Running" : "Terminating");

    private static string? Duration(JsonObject job, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(job.At("status", "startTime").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start))
        {
            return "";
        }

        var end = DateTimeOffset.TryParse(job.At("status", "completionTime").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var done) ? done : now;
        return TableWriter.Age(end - start);
    }
}
