using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>Finds the fields in which two values of one schema differ.</summary>
internal static class FieldComparer
{
    private static readonly FieldSet Leaf = FieldSet.Parse([]);

    /// <summary>The fields that <paramref name="after"/> adds or changes.</summary>
    public static FieldSet Changed(SchemaNode? schema, JsonNode? before, JsonNode? after)
        => FieldSet.Parse(Compare(schema, before, after, isRoot: true));

    private static JsonObject? Compare(SchemaNode? schema, JsonNode? before, JsonNode? after, bool isRoot)
    {
        if (!isRoot && JsonNode.DeepEquals(before, after))
        {
            return null;
        }

        switch (after)
        {
            case JsonObject map when before is JsonObject or null && schema is not { AtomicMap: true } && map.Count > 0:
                var fields = new JsonObject();
                foreach (var (name, value) in map)
                {
                    if (!(isRoot && name is "apiVersion" or "kind") && !((before as JsonObject)?.ContainsKey(name) == true && value is null)
                        && Compare(schema?.Field(name), (before as JsonObject)?[name], value, isRoot: false) is { } below)
                    {
                        fields["f:" + name] = below;
                    }
                }

                return fields.Count > 0 || isRoot ? fields : null;
            case JsonArray list when before is JsonArray or null && schema is { ListKind: not ListKind.Atomic } && list.Count > 0:
                var items = new JsonObject();
                foreach (var item in list)
                {
                    var segment = FieldSet.SegmentOf(schema, item);
                    var old = (before as JsonArray)?.FirstOrDefault(b => FieldSet.SegmentOf(schema, b) == segment);
                    if (Compare(schema.Items, old, item, isRoot: false) is { } below)
                    {
                        if (old is null && below.Count > 0)
                        {
                            below["."] = new JsonObject();
                        }

                        items[segment] = below;
                    }
                }

                return items.Count > 0 ? items : null;
            default:
                return Leaf.ToJson();
        }
    }
}
