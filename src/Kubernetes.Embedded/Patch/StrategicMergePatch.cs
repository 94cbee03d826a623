using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>
/// Strategic merge patch: like a merge patch, but lists whose schema has a merge key merge by it, and directives in the
/// patch (<c>$patch</c>, <c>$setElementOrder/…</c>, <c>$deleteFromPrimitiveList/…</c>, <c>$retainKeys</c>) say more.
/// </summary>
internal static class StrategicMergePatch
{
    private const string PatchDirective = "$patch";
    private const string RetainDirective = "$retainKeys";
    private const string OrderPrefix = "$setElementOrder/";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";

    /// <summary>Changes <paramref name="target"/> in place and answers it.</summary>
    /// <exception cref="ApiException">A directive or list item is malformed (400).</exception>
    public static JsonObject Apply(SchemaNode? schema, JsonObject target, JsonObject patch)
    {
        switch (patch.Text(PatchDirective))
        {
            case "replace":
                var replacement = patch.DeepClone().AsObject();
                replacement.Remove(PatchDirective);
                return replacement;
            case "delete":
                return [];
        }

        if (patch.List(RetainDirective) is { } retained)
        {
            var keep = retained.Select(r => r.AsText()).ToHashSet();
            foreach (var name in target.Select(m => m.Key).Where(n => !keep.Contains(n)).ToList())
            {
                target.Remove(name);
            }
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
            {
                DeleteItems(target.List(name[DeletePrefix.Length..]), value as JsonArray ?? throw Malformed(name));
            }
            else if (!name.StartsWith('$'))
            {
                Merge(schema?.Field(name), target, name, value);
            }
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(OrderPrefix, StringComparison.Ordinal))
            {
                var field = name[OrderPrefix.Length..];
                Order(target, field, schema?.Field(field)?.PatchMergeKey, value as JsonArray ?? throw Malformed(name));
            }
        }

        return target;
    }

    private static void Merge(SchemaNode? schema, JsonObject target, string name, JsonNode? value)
    {
        target.Remove(name, out var present);
        switch (value)
        {
            case null:
                return;
            case JsonObject part:
                var merged = Apply(schema, present as JsonObject ?? [], part);
                if (part.Text(PatchDirective) != "delete")
                {
                    target[name] = merged;
                }

                break;
            case JsonArray items when schema is { PatchMerge: true }:
                target[name] = schema.PatchMergeKey is { } key
                    ? MergeByKey(schema.Items, present as JsonArray ?? [], items, key, name)
                    : MergeValues(present as JsonArray ?? [], items);
                break;
            default:
                target[name] = value.DeepClone();
                break;
        }
    }

    private static JsonArray MergeByKey(SchemaNode? itemSchema, JsonArray present, JsonArray items, string key, string name)
    {
        if (items.OfType<JsonObject>().FirstOrDefault(i => i.Text(PatchDirective) == "replace" && !i.ContainsKey(key)) is { } all)
        {
            return new JsonArray([.. items.Where(i => i != all).Select(i => i?.DeepClone())]);
        }

        foreach (var item in items)
        {
            if (item is not JsonObject part || part[key] is not { } id)
            {
                throw ApiException.BadRequest($"map: {JsonBytes.Show(item)} does not contain declared merge key: {key} (in {name})");
            }

            var at = IndexOf(present, key, id);
            switch (part.Text(PatchDirective))
            {
                case "delete":
                    if (at >= 0)
                    {
                        present.RemoveAt(at);
                    }

                    break;
                case { } directive and not "merge" and not "replace":
                    throw ApiException.BadRequest($"Unknown patch directive {directive} in {name}");
                case null or "merge" or "replace" when at < 0:
                    present.Add((JsonNode?)Apply(itemSchema, [], Without(part, PatchDirective)));
                    break;
                default:
                    var current = present[at]!.AsObject();
                    present.RemoveAt(at);
                    present.Insert(at, Apply(itemSchema, current, part));
                    break;
            }
        }

        return present;
    }

    private static JsonArray MergeValues(JsonArray present, JsonArray items)
    {
        foreach (var item in items.Where(i => !present.Any(p => JsonNode.DeepEquals(p, i))))
        {
            present.Add(item?.DeepClone());
        }

        return present;
    }

    private static void DeleteItems(JsonArray? present, JsonArray gone)
    {
        for (var i = (present?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (gone.Any(g => JsonNode.DeepEquals(g, present![i])))
            {
                present!.RemoveAt(i);
            }
        }
    }

    /// <summary>Puts the listed items in the asked order; items that the order does not name keep their place among themselves.</summary>
    private static void Order(JsonObject target, string field, string? key, JsonArray order)
    {
        if (target.List(field) is not { } list)
        {
            return;
        }

        int Rank(JsonNode? item, int position)
        {
            for (var i = 0; i < order.Count; i++)
            {
                var same = key is null
                    ? JsonNode.DeepEquals(order[i], item)
                    : JsonNode.DeepEquals((order[i] as JsonObject)?[key], (item as JsonObject)?[key]);
                if (same)
                {
                    return i;
                }
            }

            return order.Count + position;
        }

        var sorted = list.Select((item, position) => (Item: item, Rank: Rank(item, position))).OrderBy(p => p.Rank).Select(p => p.Item).ToList();
        list.Clear();
        sorted.ForEach(list.Add);
    }

    private static int IndexOf(JsonArray list, string key, JsonNode id)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject map && JsonNode.DeepEquals(map[key], id))
            {
                return i;
            }
        }

        return -1;
    }

    private static JsonObject Without(JsonObject map, string name)
    {
        var copy = map.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }

    private static ApiException Malformed(string directive) => ApiException.BadRequest($"the patch directive {directive} needs a list");
}
