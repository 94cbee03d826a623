using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>Removes null members, in place: for built-in kinds a null is an absent field. Free-form parts keep theirs.</summary>
internal static class NullStripper
{
    public static void Strip(SchemaNode schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var name in map.Where(m => m.Value is null && !schema.PreserveUnknown).Select(m => m.Key).ToList())
                {
                    map.Remove(name);
                }

                foreach (var (name, child) in map)
                {
                    if (schema.Field(name) is { } field && child is not null)
                    {
                        Strip(field, child);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    Strip(items, item);
                }

                break;
        }
    }
}
