using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of services.</summary>
internal static class ServiceColumns
{
    public static readonly IReadOnlyList<TableColumn> All =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Type", (o, _) => o.At("spec", "type").AsText()),
        BuiltInColumns.Text("Cluster-IP", (o, _) => o.At("spec", "clusterIP").AsText() is { Length: > 0 } address ? address : null),
        BuiltInColumns.Text("External-IP", (o, _) => External(o)),
        BuiltInColumns.Text("Port(s)", (o, _) => Ports(o)),
        BuiltInColumns.Age,
        BuiltInColumns.Text("Selector", (o, _) => Selector(o.At("spec", "selector") as JsonObject), 1),
    ];

    public static string? Selector(JsonObject? labels)
        => labels is { Count: > 0 } ? string.Join(",", labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value.AsText()}")) : null;

    private static string? External(JsonObject service)
    {
        var external = (service.At("spec", "externalIPs") as JsonArray)?.Select(a => a.AsText()) ?? [];
        if (service.At("spec", "type").AsText() == "ExternalName")
        {
            return service.At("spec", "externalName").AsText();
        }

        var balanced = (service.At("status", "loadBalancer", "ingress") as JsonArray)?.OfType<JsonObject>().Select(i => i.Text("ip") ?? i.Text("hostname")) ?? [];
        var all = string.Join(",", balanced.Concat(external));
        return all.Length > 0 ? all : service.At("spec", "type").AsText() == "LoadBalancer" ? "<pending>" : null;
    }

    private static string? Ports(JsonObject service)
    {
        if (service.At("spec", "ports") is not JsonArray { Count: > 0 } ports)
        {
            return null;
        }

        return string.Join(",", ports.OfType<JsonObject>().Select(p => p.Whole("nodePort") is > 0 and var node
            ? $"{p.Whole("port")}:{node}/{p.Text("protocol")}"
            : $"{p.Whole("port")}/{p.Text("protocol")}"));
    }
}
