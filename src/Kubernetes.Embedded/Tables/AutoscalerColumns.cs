using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of horizontal pod autoscalers.</summary>
internal static class AutoscalerColumns
{
    public static readonly IReadOnlyList<TableColumn> All =
    [
        BuiltInColumns.Name,
        BuiltInColumns.Text("Reference", (o, _) => $"{o.At("spec", "scaleTargetRef", "kind").AsText()}/{o.At("spec", "scaleTargetRef", "name").AsText()}"),
        BuiltInColumns.Text("Targets", (_, _) => "<unknown>"),
        BuiltInColumns.Text("MinPods", (o, _) => o.At("spec", "minReplicas")?.ToString() ?? "<unset>"),
        BuiltInColumns.Number("MaxPods", o => o.At("spec", "maxReplicas").AsWhole() ?? 0),
        BuiltInColumns.Number("Replicas", o => o.At("status", "currentReplicas").AsWhole() ?? 0),
        BuiltInColumns.Age,
    ];
}
