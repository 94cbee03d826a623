using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    private const int MaxOperations = 10_000;

    /// <summary>Changes the document and answers it, or its replacement where the root was replaced.</summary>
    /// <exception cref="ApiException">The patch is malformed (400), or an operation does not fit the document (422).</exception>
    public static JsonNode? Apply(JsonNode document, JsonNode patch)
    {
        if (patch is not JsonArray operations || operations.Count > MaxOperations)
        {
            throw ApiException.BadRequest("a JSON patch must be an array of at most 10000 operations");
        }

        JsonNode? root = document;
        foreach (var operation in operations)
        {
            if (operation is not JsonObject step || step.Text("op") is not { } op || step.Text("path") is not { } path)
            {
                throw ApiException.BadRequest($"an operation of a JSON patch needs op and path: {JsonBytes.Show(operation)}");
            }

            root = Step(root, step, op, Parse(path));
        }

        return root;
    }

    private static JsonNode? Step(JsonNode? root, JsonObject step, string op, string[] path)
    {
        switch (op)
        {
            case "add":
                return Add(root, path, Value(step));
            case "remove":
                return Remove(root, path, out _);
            case "replace":
                if (path.Length > 0)
                {
                    root = Remove(root, path, out _);
                }

                return Add(root, path, Value(step));
            case "move":
                root = Remove(root, From(step), out var moved);
                return Add(root, path, moved);
            case "copy":
                return Add(root, path, Find(root, From(step))?.DeepClone());
            case "test":
                var actual = Find(root, path);
                return JsonNode.DeepEquals(actual, step["value"])
                    ? root
                    : throw ApiException.UnprocessableEntity($"testing value {step.Text("path")} failed: it is {JsonBytes.Show(actual)}");
            default:
                throw ApiException.BadRequest($"unknown operation \"{op}\" in JSON patch");
        }
    }

    private static JsonNode? Value(JsonObject step)
        => step.TryGetPropertyValue("value", out var value) ? value?.DeepClone() : throw ApiException.BadRequest($"operation without value: {JsonBytes.Show(step)}");

    private static string[] From(JsonObject step)
        => Parse(step.Text("from") ?? throw ApiException.BadRequest($"operation without from: {JsonBytes.Show(step)}"));

    private static string[] Parse(string pointer)
    {
        if (pointer.Length == 0)
        {
            return [];
        }

        return pointer[0] == '/'
            ? [.. pointer[1..].Split('/').Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
            : throw ApiException.BadRequest($"a JSON pointer starts with a slash: \"{pointer}\"");
    }

    private static JsonNode? Find(JsonNode? root, ReadOnlySpan<string> path)
    {
        var node = root;
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject map when map.TryGetPropertyValue(part, out var child) => child,
                JsonArray list => list[Index(part, list.Count - 1, path)],
                _ => throw Missing(path),
            };
        }

        return node;
    }

    private static JsonNode? Add(JsonNode? root, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.IsEmpty)
        {
            return value;
        }

        switch (Find(root, path[..^1]))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list:
                list.Insert(path[^1] == "-" ? list.Count : Index(path[^1], list.Count, path), value);
                break;
            default:
                throw Missing(path);
        }

        return root;
    }

    private static JsonNode? Remove(JsonNode? root, ReadOnlySpan<string> path, out JsonNode? removed)
    {
        if (path.IsEmpty)
        {
            removed = root;
            return null;
        }

        switch (Find(root, path[..^1]))
        {
            case JsonObject map when map.Remove(path[^1], out removed):
                return root;
            case JsonArray list:
                var index = Index(path[^1], list.Count - 1, path);
                removed = list[index];
                list.RemoveAt(index);
                return root;
            default:
                throw Missing(path);
        }
    }

    private static int Index(string part, int most, ReadOnlySpan<string> path)
        => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= most ? index : throw Missing(path);

    private static ApiException Missing(ReadOnlySpan<string> path)
        => ApiException.UnprocessableEntity($"the server rejected our request due to an error in our request: no such place in the object: /{string.Join('/', path.ToArray())}");
}
