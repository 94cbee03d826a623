using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>
/// A set of fields in the form of <c>fieldsV1</c>: <c>f:name</c> for a field, <c>k:{…}</c> for a list item by its keys,
/// <c>v:…</c> for a set's value, and <c>.</c> for the place itself. A tree without children is a leaf, owned as a whole.
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<string, FieldSet> _children = new(StringComparer.Ordinal);

    /// <summary>The place itself is in the set, beside what is below it.</summary>
    public bool IsMember { get; private set; }

    public bool IsEmpty => !IsMember && _children.Count == 0;

    public IEnumerable<KeyValuePair<string, FieldSet>> Children => _children;

    /// <summary>The fields that a value sets. Atomic lists and maps count as one field.</summary>
    public static FieldSet Of(SchemaNode? schema, JsonNode? value, bool isRoot = true)
    {
        var set = new FieldSet();
        switch (value)
        {
            case JsonObject map when schema is not { AtomicMap: true }:
                foreach (var (name, child) in map)
                {
                    if (!(isRoot && name is "apiVersion" or "kind"))
                    {
                        set._children["f:" + name] = Of(schema?.Field(name), child, isRoot: false);
                    }
                }

                set.IsMember = !isRoot && map.Count == 0;
                break;
            case JsonArray list when schema is { ListKind: not ListKind.Atomic }:
                foreach (var item in list)
                {
                    var child = Of(schema.Items, item, isRoot: false);
                    child.IsMember = true;
                    set._children[SegmentOf(schema, item)] = child;
                }

                set.IsMember = list.Count == 0;
                break;
            default:
                set.IsMember = true;
                break;
        }

        return set;
    }

    /// <summary>The segment that names a list's item.</summary>
    public static string SegmentOf(SchemaNode list, JsonNode? item) => list.ListKind == ListKind.Map && item is JsonObject map
        ? "k:" + JsonBytes.Show(Sorted(ListChecks.KeyOf(list, map)))
        : "v:" + JsonBytes.Show(item);

    public static FieldSet Parse(JsonObject? fields)
    {
        var set = new FieldSet();
        foreach (var (segment, below) in fields ?? [])
        {
            if (segment == ".")
            {
                set.IsMember = true;
            }
            else
            {
                set._children[segment] = Parse(below as JsonObject);
            }
        }

        set.IsMember |= set._children.Count == 0;
        return set;
    }

    public JsonObject ToJson(bool isRoot = true)
    {
        var result = new JsonObject();
        if (IsMember && !isRoot && _children.Count > 0)
        {
            result["."] = new JsonObject();
        }

        foreach (var (segment, child) in _children)
        {
            result[segment] = child.ToJson(isRoot: false);
        }

        return result;
    }

    public FieldSet? Child(string segment) => _children.GetValueOrDefault(segment);

    public FieldSet Union(FieldSet other) => Combine(other, (a, b) => a || b, keepLeft: true, keepRight: true);

    public FieldSet Except(FieldSet other)
    {
        var result = new FieldSet { IsMember = IsMember && !other.IsMember };
        foreach (var (segment, child) in _children)
        {
            var rest = other.Child(segment) is { } gone ? child.Except(gone) : child;
            if (!rest.IsEmpty)
            {
                result._children[segment] = rest;
            }
        }

        return result;
    }

    /// <summary>What of this set still exists in an object, whose own fields are <paramref name="present"/>.</summary>
    public FieldSet Existing(FieldSet present)
    {
        var result = new FieldSet { IsMember = IsMember };
        foreach (var (segment, child) in _children)
        {
            if (present.Child(segment) is { } there && child.Existing(there) is { IsEmpty: false } rest)
            {
                result._children[segment] = rest;
            }
        }

        return result;
    }

    public FieldSet Intersect(FieldSet other) => Combine(other, (a, b) => a && b, keepLeft: false, keepRight: false);

    /// <summary>The set without the subtrees that the paths name, such as <c>f:metadata/f:uid</c>.</summary>
    public FieldSet Without(params ReadOnlySpan<string> paths)
    {
        var result = Union(new FieldSet());
        foreach (var path in paths)
        {
            result.Drop(path.Split('/'));
        }

        return result;
    }

    /// <summary>The paths of the members, as conflict messages write them.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (IsMember && prefix.Length > 0)
        {
            yield return prefix;
        }

        foreach (var path in _children.SelectMany(c => c.Value.Paths(prefix + Show(c.Key))))
        {
            yield return path;
        }
    }

    private static string Show(string segment)
    {
        if (segment.StartsWith("k:", StringComparison.Ordinal) && JsonNode.Parse(segment[2..]) is JsonObject keys)
        {
            return $"[{string.Join(",", keys.Select(k => $"{k.Key}={JsonBytes.Show(k.Value)}"))}]";
        }

        return segment[0] == 'v' ? $"[{segment[2..]}]" : "." + segment[2..];
    }

    private FieldSet Combine(FieldSet other, Func<bool, bool, bool> member, bool keepLeft, bool keepRight)
    {
        var result = new FieldSet { IsMember = member(IsMember, other.IsMember) };
        foreach (var (segment, child) in _children)
        {
            var merged = other.Child(segment) is { } match ? child.Combine(match, member, keepLeft, keepRight) : keepLeft ? child : null;
            if (merged is { IsEmpty: false })
            {
                result._children[segment] = merged;
            }
        }

        foreach (var (segment, child) in other._children)
        {
            if (keepRight && !_children.ContainsKey(segment))
            {
                result._children[segment] = child;
            }
        }

        return result;
    }

    private void Drop(ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
        {
            _children.Remove(path[0]);
        }
        else if (_children.GetValueOrDefault(path[0]) is { } child)
        {
            var copy = child.Union(new FieldSet());
            copy.Drop(path[1..]);
            if (copy.IsEmpty)
            {
                _children.Remove(path[0]);
            }
            else
            {
                _children[path[0]] = copy;
            }
        }
    }

    private static JsonObject Sorted(JsonObject map)
        => new([.. map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))]);
}
