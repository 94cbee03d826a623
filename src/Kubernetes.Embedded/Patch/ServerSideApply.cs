using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>
/// Server-side apply: the applied object's fields become the manager's. A field that another manager owns and that would
/// change is a conflict unless forced; a field that the manager applied before and now leaves out goes, unless
/// another owns it too.
/// </summary>
internal sealed class ServerSideApply(ResourceView view, WriteRequest options, string now)
{
    /// <exception cref="ApiException">Another manager owns a field that would change (409).</exception>
    public JsonObject Apply(JsonObject? current, JsonObject wanted)
    {
        var schema = view.Version.Schema;
        var owner = new FieldOwner(options.Manager, "Apply", view.ApiVersion, options.Subresource);
        var managed = ManagedFields.Read(current);
        var applied = ManagedFieldsTracker.Strip(FieldSet.Of(schema, wanted));
        var previous = managed.Of(owner);

        // Merging works in place, and what was there is still to be compared with what comes of it.
        var merged = current is null ? wanted.DeepClone().AsObject() : Merge(schema, current.DeepClone(), wanted)!.AsObject();
        var changed = FieldComparer.Changed(schema, current, merged);
        CheckConflicts(managed, owner, changed);
        if (options.Force)
        {
            managed.RemoveFromOthers(owner, changed.Intersect(applied), _ => true);
        }

        if (previous is not null && current is not null)
        {
            var others = managed.Owners.Where(o => o.Owner != owner).Aggregate(new FieldSet(), (all, o) => all.Union(o.Fields));
            Remove(schema, merged, previous.Except(applied).Except(others), others.Union(applied));
        }

        managed.Set(owner, applied, now);
        ManagedFieldsTracker.Prune(view, managed, merged, now);
        managed.Write(merged);
        return merged;
    }

    private void CheckConflicts(ManagedFields managed, FieldOwner owner, FieldSet changed)
    {
        if (options.Force)
        {
            return;
        }

        var conflicts = managed.Owners
            .Where(o => o.Owner != owner)
            .Select(o => (o.Owner, Paths: o.Fields.Intersect(changed).Paths().ToList()))
            .Where(c => c.Paths.Count > 0)
            .ToList();
        if (conflicts.Count == 0)
        {
            return;
        }

        var count = conflicts.Sum(c => c.Paths.Count);
        var words = conflicts.Select(c => c.Paths.Count == 1
            ? $"conflict with {Show(c.Owner)}: {c.Paths[0]}"
            : $"conflicts with {Show(c.Owner)}:\n{string.Join("\n", c.Paths.Select(p => $"- {p}"))}");
        throw ApiException.ApplyConflict(
            $"Apply failed with {count} conflict{(count == 1 ? "" : "s")}: {string.Join("\n", words)}",
            conflicts.SelectMany(c => c.Paths.Select(p => (p, $"conflict with {Show(c.Owner)}"))));
    }

    private static string Show(FieldOwner owner)
        => $"\"{owner.Manager}\"{(owner.Subresource.Length > 0 ? $" with subresource \"{owner.Subresource}\"" : "")} using {owner.ApiVersion}";

    private static JsonNode? Merge(SchemaNode? schema, JsonNode? current, JsonNode? wanted)
    {
        switch (current, wanted)
        {
            case (JsonObject present, JsonObject given) when schema is not { AtomicMap: true }:
                foreach (var (name, value) in given)
                {
                    if (value is null && !present.ContainsKey(name))
                    {
                        continue;
                    }

                    present.Remove(name, out var old);
                    present[name] = Merge(schema?.Field(name), old, value);
                }

                return present;
            case (JsonArray present, JsonArray given) when schema is { ListKind: not ListKind.Atomic }:
                foreach (var item in given)
                {
                    var segment = FieldSet.SegmentOf(schema, item);
                    var at = IndexOf(schema, present, segment);
                    if (at < 0)
                    {
                        present.Add(item?.DeepClone());
                    }
                    else
                    {
                        var old = present[at];
                        present.RemoveAt(at);
                        present.Insert(at, Merge(schema.Items, old, item));
                    }
                }

                return present;
            default:
                return wanted?.DeepClone();
        }
    }

    /// <summary>Removes what the set names, and containers that this empties unless someone owns them.</summary>
    private static void Remove(SchemaNode? schema, JsonNode? value, FieldSet gone, FieldSet kept)
    {
        foreach (var (segment, below) in gone.Children)
        {
            var keep = kept.Child(segment);
            if (value is JsonObject map && segment.StartsWith("f:", StringComparison.Ordinal))
            {
                var name = segment[2..];
                Remove(schema?.Field(name), map[name], below, keep ?? new FieldSet());
                if (keep is null && (below.IsMember || map[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 }))
                {
                    map.Remove(name);
                }
            }
            else if (value is JsonArray list && schema is not null)
            {
                var at = IndexOf(schema, list, segment);
                if (at >= 0)
                {
                    Remove(schema.Items, list[at], below, keep ?? new FieldSet());
                    if (keep is null && below.IsMember)
                    {
                        list.RemoveAt(at);
                    }
                }
            }
        }
    }

    private static int IndexOf(SchemaNode schema, JsonArray list, string segment)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (FieldSet.SegmentOf(schema, list[i]) == segment)
            {
                return i;
            }
        }

        return -1;
    }
}
