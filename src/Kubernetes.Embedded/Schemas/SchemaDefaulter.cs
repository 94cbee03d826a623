using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>Fills in the defaults of a schema, in place. A field that is present, even as null where null is allowed, is left alone.</summary>
internal static class SchemaDefaulter
{
    public static void Apply(SchemaNode schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                ApplyObject(schema, map);
                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    Apply(items, item);
                }

                break;
        }
    }

    private static void ApplyObject(SchemaNode schema, JsonObject map)
    {
        foreach (var (name, field) in schema.Properties)
        {
            var present = map.TryGetPropertyValue(name, out var value);
            if (field.Default is not null && (!present || (value is null && !field.Nullable)))
            {
                value = map[name] = field.Default.DeepClone();
            }

            if (value is not null)
            {
                Apply(field, value);
            }
        }

        if (schema.AdditionalProperties is { } rest)
        {
            foreach (var (_, value) in map)
            {
                Apply(rest, value);
            }
        }
    }
}
