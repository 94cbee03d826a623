using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>Removes fields that a schema does not know, in place, and tells their paths for field validation.</summary>
internal static class SchemaPruner
{
    /// <summary>Removes unknown fields of a whole object; apiVersion, kind and metadata always stay.</summary>
    public static void PruneRoot(SchemaNode schema, JsonObject root, List<string>? unknown)
        => PruneObject(schema, root, "", unknown, isResource: true);

    private static void Prune(SchemaNode schema, JsonNode? value, string path, List<string>? unknown)
    {
        switch (value)
        {
            case JsonObject map:
                PruneObject(schema, map, path, unknown, schema.EmbeddedResource);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Prune(items, list[i], $"{path}[{i}]", unknown);
                }

                break;
        }
    }

    private static void PruneObject(SchemaNode schema, JsonObject map, string path, List<string>? unknown, bool isResource)
    {
        List<string>? gone = null;
        foreach (var (name, value) in map)
        {
            var fieldPath = path.Length == 0 ? name : $"{path}.{name}";
            if (schema.Properties.TryGetValue(name, out var field))
            {
                Prune(field, value, fieldPath, unknown);
            }
            else if (schema.AdditionalProperties is { } rest)
            {
                Prune(rest, value, fieldPath, unknown);
            }
            else if (!schema.PreserveUnknown && schema.Type is not SchemaType.Any && !(isResource && name is "apiVersion" or "kind" or "metadata"))
            {
                (gone ??= []).Add(name);
                unknown?.Add(fieldPath);
            }
        }

        foreach (var name in gone ?? [])
        {
            map.Remove(name);
        }
    }
}
