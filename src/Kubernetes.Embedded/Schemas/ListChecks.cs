using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>Sets may not repeat an item, maps may not repeat a key.</summary>
internal static class ListChecks
{
    public static void CheckDuplicates(SchemaNode schema, JsonArray list, string path, List<FieldError> errors)
    {
        if (schema.ListKind == ListKind.Atomic && !schema.UniqueItems)
        {
            return;
        }

        var seen = new HashSet<string>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (schema.ListKind == ListKind.Map && list[i] is not JsonObject)
            {
                continue;
            }

            var key = schema.ListKind == ListKind.Map ? KeyOf(schema, (JsonObject)list[i]!) : list[i]?.DeepClone();
            if (!seen.Add(JsonBytes.Show(key)))
            {
                errors.Add(FieldError.Duplicate($"{path}[{i}]", JsonBytes.Show(key)));
            }
        }
    }

    /// <summary>The key fields of a map item, with the defaults of those that are absent.</summary>
    public static JsonObject KeyOf(SchemaNode list, JsonObject item)
    {
        var key = new JsonObject();
        foreach (var name in list.MapKeys)
        {
            var value = item[name] ?? list.Items?.Field(name)?.Default;
            if (value is not null)
            {
                key[name] = value.DeepClone();
            }
        }

        return key;
    }
}
