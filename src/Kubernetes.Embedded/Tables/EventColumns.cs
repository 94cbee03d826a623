using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of events, in either of their two versions.</summary>
internal static class EventColumns
{
    public static readonly IReadOnlyList<TableColumn> All =
    [
        BuiltInColumns.Text("Last Seen", (o, now) => TableWriter.Age(LastSeen(o), now)),
        BuiltInColumns.Text("Type", (o, _) => o.Text("type")),
        BuiltInColumns.Text("Reason", (o, _) => o.Text("reason")),
        BuiltInColumns.Text("Object", (o, _) => Target(o)),
        BuiltInColumns.Text("Subobject", (o, _) => o.At("involvedObject", "fieldPath").AsText() ?? "", 1),
        BuiltInColumns.Text("Source", (o, _) => o.At("source", "component").AsText() ?? o.Text("reportingComponent") ?? o.Text("reportingController") ?? "", 1),
        BuiltInColumns.Text("Message", (o, _) => (o.Text("message") ?? o.Text("note"))?.Trim()),
        BuiltInColumns.Text("First Seen", (o, now) => TableWriter.Age(o.Text("firstTimestamp") ?? LastSeen(o), now), 1),
        BuiltInColumns.Number("Count", o => o.Whole("count") ?? o.At("series", "count").AsWhole() ?? 1, 1),
        BuiltInColumns.Name with { Priority = 1 },
    ];

    private static string? LastSeen(JsonObject item)
        => item.At("series", "lastObservedTime").AsText() ?? item.Text("lastTimestamp") ?? item.Text("eventTime") ?? item.At("metadata", "creationTimestamp").AsText();

    private static string Target(JsonObject item)
    {
        var target = item.Map("involvedObject") ?? item.Map("regarding");
        return $"{target?.Text("kind")?.ToLowerInvariant()}/{target?.Text("name")}";
    }
}
