using System.Text.Json;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The shape of metadata, which is the same for every kind and is checked before anything reads it.</summary>
internal static class MetadataTypes
{
    private static readonly SchemaNode Schema = BuiltInSchemas.Get("meta.ObjectMeta");

    /// <exception cref="ApiException">A member of metadata has the wrong type (400).</exception>
    public static void Check(ResourceView view, JsonObject metadata)
    {
        foreach (var (name, field) in Schema.Properties)
        {
            if (metadata.TryGetPropertyValue(name, out var value) && value is not null && Wanted(field, value) is { } wanted)
            {
                throw ApiException.BadRequest(
                    $"{view.Definition.Kind} in version \"{view.Version.Name}\" cannot be handled as a {view.Definition.Kind}: json: cannot unmarshal {Name(value)} into Go struct field ObjectMeta.metadata.{name} of type {wanted}");
            }
        }

        foreach (var (key, value) in metadata.Map("labels") ?? [])
        {
            RequireText(view, "labels", key, value);
        }

        foreach (var (key, value) in metadata.Map("annotations") ?? [])
        {
            RequireText(view, "annotations", key, value);
        }
    }

    public static void Prune(JsonObject? metadata, List<string>? unknown)
    {
        foreach (var name in metadata?.Select(m => m.Key).Where(k => !Schema.Properties.ContainsKey(k)).ToList() ?? [])
        {
            metadata!.Remove(name);
            unknown?.Add($"metadata.{name}");
        }
    }

    private static void RequireText(ResourceView view, string map, string key, JsonNode? value)
    {
        if (value is not null && value.AsText() is null)
        {
            throw ApiException.BadRequest(
                $"{view.Definition.Kind} in version \"{view.Version.Name}\" cannot be handled as a {view.Definition.Kind}: json: cannot unmarshal {Name(value)} into Go struct field ObjectMeta.metadata.{map} of type string (key \"{key}\")");
        }
    }

    private static string? Wanted(SchemaNode field, JsonNode value) => field.Type switch
    {
        SchemaType.String when value.AsText() is null => field.Format == "date-time" ? "v1.Time" : "string",
        SchemaType.Integer when value.AsWhole() is null => "int64",
        SchemaType.Array when value is not JsonArray => "[]" + (field.Items?.TypeName ?? "string"),
        SchemaType.Object when value is not JsonObject => "map[string]string",
        _ => null,
    };

    private static string Name(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
