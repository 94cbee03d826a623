using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of nodes.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static readonly IReadOnlyList<TableColumn> All =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Status", (o, _) => Status(o)),
        BuiltInColumns.Text("Roles", (o, _) => Roles(o)),
        BuiltInColumns.Age,
        BuiltInColumns.Text("Version", (o, _) => o.At("status", "nodeInfo", "kubeletVersion").AsText() ?? ""),
        BuiltInColumns.Text("Internal-IP", (o, _) => Address(o, "InternalIP"), 1),
        BuiltInColumns.Text("External-IP", (o, _) => Address(o, "ExternalIP"), 1),
        BuiltInColumns.Text("OS-Image", (o, _) => o.At("status", "nodeInfo", "osImage").AsText() ?? "<unknown>", 1),
        BuiltInColumns.Text("Kernel-Version", (o, _) => o.At("status", "nodeInfo", "kernelVersion").AsText() ?? "<unknown>", 1),
        BuiltInColumns.Text("Container-Runtime", (o, _) => o.At("status", "nodeInfo", "containerRuntimeVersion").AsText() ?? "<unknown>", 1),
    ];

    private static string Status(JsonObject node)
    {
        var ready = (node.At("status", "conditions") as JsonArray)?.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == "Ready");
        var word = ready is null ? "Unknown" : ready.Text("status") == "True" ? "Ready" : "NotReady";
        return node.Map("spec")?.Flag("unschedulable") == true ? $"{word},SchedulingDisabled" : word;
    }

    private static string? Roles(JsonObject node)
    {
        var roles = (node.At("metadata", "labels") as JsonObject)?.Select(l => l.Key).Where(k => k.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(k => k[RolePrefix.Length..]).Order().ToList();
        return roles is { Count: > 0 } ? string.Join(",", roles) : null;
    }

    private static string? Address(JsonObject node, string type)
        => (node.At("status", "addresses") as JsonArray)?.OfType<JsonObject>().FirstOrDefault(a => a.Text("type") == type)?.Text("address");
}
