using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tables;

/// <summary>The columns of the built-in kinds, as kube-apiserver prints them.</summary>
internal static class BuiltInColumns
{
    public static readonly TableColumn Name = new("Name", "string", "name", 0, "Name must be unique within a namespace.", (o, _) => o.At("metadata", "name").AsText());

    public static readonly TableColumn Age = Text("Age", (o, now) => TableWriter.Age(o.At("metadata", "creationTimestamp").AsText(), now));

    public static readonly TableColumn CreatedAt = new("Created At", "date", "", 0, "When the object was created.", (o, _) => o.At("metadata", "creationTimestamp").AsText());

    public static TableColumn Text(string name, Func<JsonObject, DateTimeOffset, string?> cell, int priority = 0)
        => new(name, "string", "", priority, name, (o, now) => cell(o, now) ?? "<none>");

    public static TableColumn Number(string name, Func<JsonObject, long> cell, int priority = 0)
        => new(name, "integer", "", priority, name, (o, _) => cell(o));

    /// <summary>The columns of a built-in resource, or just name and age where it has no others.</summary>
    public static IReadOnlyList<TableColumn> Of(string group, string resource) => (group, resource) switch
    {
        ("", "pods") => PodColumns.All,
        ("", "services") => ServiceColumns.All,
        ("", "endpoints") => EndpointColumns.Endpoints,
        ("discovery.k8s.io", "endpointslices") => EndpointColumns.Slices,
        ("apps", _) => WorkloadColumns.Of(resource),
        ("batch", _) => WorkloadColumns.Of(resource),
        ("", "nodes") => NodeColumns.All,
        ("", "events") or ("events.k8s.io", "events") => EventColumns.All,
        ("networking.k8s.io", "ingresses") => NetworkColumns.Ingresses,
        ("networking.k8s.io", "ingressclasses") => NetworkColumns.Classes,
        ("networking.k8s.io", "networkpolicies") => NetworkColumns.Policies,
        ("", "namespaces") => [Name, Text("Status", (o, _) => o.At("status", "phase").AsText()), Age],
        ("", "configmaps") => [Name, Number("Data", o => (o.Map("data")?.Count ?? 0) + (o.Map("binaryData")?.Count ?? 0)), Age],
        ("", "secrets") => [Name, Text("Type", (o, _) => o.Text("type")), Number("Data", o => o.Map("data")?.Count ?? 0), Age],
        ("", "serviceaccounts") => [Name, Number("Secrets", o => o.List("secrets")?.Count ?? 0), Age],
        ("", "persistentvolumeclaims") =>
        [
            Name,
            Text("Status", (o, _) => o.At("status", "phase").AsText() ?? ""),
            Text("Volume", (o, _) => o.At("spec", "volumeName").AsText() ?? ""),
            Text("Capacity", (o, _) => o.At("status", "capacity", "storage").AsText() ?? ""),
            Text("Access Modes", (o, _) => ""),
            Text("StorageClass", (o, _) => o.At("spec", "storageClassName").AsText() ?? ""),
            Age,
        ],
        ("coordination.k8s.io", "leases") => [Name, Text("Holder", (o, _) => o.At("spec", "holderIdentity").AsText() ?? ""), Age],
        ("admissionregistration.k8s.io", _) => [Name, Number("Webhooks", o => o.List("webhooks")?.Count ?? 0), Age],
        ("rbac.authorization.k8s.io", "roles" or "clusterroles") => [Name, CreatedAt],
        ("rbac.authorization.k8s.io", _) => [Name, Text("Role", (o, _) => $"{o.At("roleRef", "kind").AsText()}/{o.At("roleRef", "name").AsText()}"), Age],
        ("certificates.k8s.io", _) => CertificateColumns.All,
        ("policy", _) =>
        [
            Name,
            Text("Min Available", (o, _) => o.At("spec", "minAvailable")?.ToString() ?? "N/A"),
            Text("Max Unavailable", (o, _) => o.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
            Number("Allowed Disruptions", o => o.At("status", "disruptionsAllowed").AsWhole() ?? 0),
            Age,
        ],
        ("autoscaling", _) => AutoscalerColumns.All,
        ("apiextensions.k8s.io", _) => [Name, CreatedAt],
        _ => [Name, Age],
    };
}
