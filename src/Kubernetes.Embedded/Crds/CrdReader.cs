using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;
using MeshActors.Kubernetes.Embedded.Tables;

namespace MeshActors.Kubernetes.Embedded.Crds;

/// <summary>Turns a CustomResourceDefinition into the resource that it defines.</summary>
internal static class CrdReader
{
    /// <exception cref="InvalidDataException">A schema cannot be understood; the message says which part.</exception>
    public static ResourceDefinition Read(JsonObject crd)
    {
        var spec = crd.Ensure("spec");
        var names = spec.Ensure("names");
        var kind = names.Text("kind") ?? "";
        var schemas = new VersionSchemas();
        return new ResourceDefinition
        {
            Id = new ResourceId(spec.Text("group") ?? "", names.Text("plural") ?? ""),
            Kind = kind,
            ListKindName = names.Text("listKind"),
            Singular = names.Text("singular") ?? kind.ToLowerInvariant(),
            ShortNames = Texts(names.List("shortNames")),
            Categories = Texts(names.List("categories")),
            Namespaced = spec.Text("scope") == "Namespaced",
            IsCustom = true,
            SelectableFields = [.. spec.List("versions")?.OfType<JsonObject>().SelectMany(v => v.List("selectableFields")?.OfType<JsonObject>() ?? []).Select(f => f.Text("jsonPath")?.TrimStart('.') ?? "").Distinct() ?? []],
            Versions =
            [
                .. (spec.List("versions") ?? []).OfType<JsonObject>()
                    .Select(v => Version(v, spec, schemas))
                    .OrderByDescending(v => ApiVersionOrder.Rank(v.Name)),
            ],
            Rules = KindRules.None,
        };
    }

    private static ServedVersion Version(JsonObject version, JsonObject spec, VersionSchemas schemas)
    {
        var name = version.Text("name") ?? "";
        var source = version.Map("schema")?.Map("openAPIV3Schema");
        var schema = source is null ? SchemaNode.Anything : schemas.Read(source);
        var subresources = version.Map("subresources");
        return new ServedVersion(name, schema)
        {
            Served = version.Flag("served"),
            Storage = version.Flag("storage"),
            StatusSubresource = subresources?.ContainsKey("status") == true,
            Scale = subresources?.Map("scale") is { } scale ? Scale(scale) : null,
            Prunes = source is not null && !spec.Flag("preserveUnknownFields"),
            DeprecationWarning = version.Flag("deprecated")
                ? version.Text("deprecationWarning") ?? $"{spec.Text("group")}/{name} {spec.Map("names")?.Text("kind")} is deprecated"
                : null,
            Columns = [BuiltInColumns.Name, .. PrinterColumns(version)],
            Source = source,
        };
    }

    private static ScalePaths Scale(JsonObject scale) => new(
        ScalePaths.Parse(scale.Text("specReplicasPath") ?? ".spec.replicas"),
        ScalePaths.Parse(scale.Text("statusReplicasPath") ?? ".status.replicas"),
        scale.Text("labelSelectorPath") is { Length: > 0 } path ? ScalePaths.Parse(path) : null);

    private static IEnumerable<TableColumn> PrinterColumns(JsonObject version)
    {
        if (version.List("additionalPrinterColumns") is not { Count: > 0 } columns)
        {
            yield return BuiltInColumns.Age;
            yield break;
        }

        foreach (var column in columns.OfType<JsonObject>())
        {
            yield return PrinterColumn.Read(column);
        }
    }

    private static IReadOnlyList<string> Texts(JsonArray? list) => [.. list?.Select(t => t.AsText() ?? "") ?? []];
}
