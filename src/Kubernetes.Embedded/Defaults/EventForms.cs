using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Events are one kind of object with two faces: core/v1, in which they are stored, and events.k8s.io/v1.</summary>
internal static class EventForms
{
    private static readonly (string Core, string Newer)[] Names =
    [
        ("message", "note"),
        ("involvedObject", "regarding"),
        ("reportingComponent", "reportingController"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
    ];

    public static void FromCore(JsonObject item)
    {
        foreach (var (core, newer) in Names)
        {
            Rename(item, core, newer);
        }
    }

    public static void ToCore(JsonObject item)
    {
        foreach (var (core, newer) in Names)
        {
            Rename(item, newer, core);
        }
    }

    private static void Rename(JsonObject item, string from, string to)
    {
        if (item.Remove(from, out var value))
        {
            item[to] = value;
        }
    }
}
