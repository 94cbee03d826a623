using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Selectors;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of ingresses, their classes and network policies.</summary>
internal static class NetworkColumns
{
    private const string DefaultClass = "ingressclass.kubernetes.io/is-default-class";

    public static readonly IReadOnlyList<TableColumn> Ingresses =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Class", (o, _) => o.At("spec", "ingressClassName").AsText() ?? o.At("metadata", "annotations", "kubernetes.io/ingress.class").AsText()),
        BuiltInColumns.Text("Hosts", (o, _) => Hosts(o)),
        BuiltInColumns.Text("Address", (o, _) => string.Join(",", (o.At("status", "loadBalancer", "ingress") as JsonArray)?.OfType<JsonObject>().Select(i => i.Text("ip") ?? i.Text("hostname")) ?? [])),
        BuiltInColumns.Text("Ports", (o, _) => o.At("spec", "tls") is JsonArray { Count: > 0 } ? "80, 443" : "80"),
        BuiltInColumns.Age,
    ];

    public static readonly IReadOnlyList<TableColumn> Classes =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Controller", (o, _) => o.At("spec", "controller").AsText()),
        BuiltInColumns.Text("Parameters", (o, _) => o.At("spec", "parameters") is JsonObject p ? $"{p.Text("kind")}.{p.Text("apiGroup")}/{p.Text("name")}" : null),
        BuiltInColumns.Age,
        BuiltInColumns.Text("Default", (o, _) => o.At("metadata", "annotations", DefaultClass).AsText() ?? "false", 1),
    ];

    public static readonly IReadOnlyList<TableColumn> Policies =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Pod-Selector", (o, _) => LabelSelectorObject.Format(o.At("spec", "podSelector") as JsonObject) is { Length: > 0 } text ? text : null),
        BuiltInColumns.Age,
    ];

    private static string Hosts(JsonObject ingress)
    {
        var hosts = (ingress.At("spec", "rules") as JsonArray)?.OfType<JsonObject>().Select(r => r.Text("host")).Where(h => !string.IsNullOrEmpty(h)).ToList() ?? [];
        return hosts.Count == 0 ? "*" : string.Join(",", hosts);
    }
}
