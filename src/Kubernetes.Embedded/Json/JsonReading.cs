using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes.Embedded.Json;

/// <summary>Reading members of a JSON object as the type that the reader expects; another type counts as absent.</summary>
public static class JsonReading
{
    extension(JsonObject map)
    {
        /// <summary>A string member, or null.</summary>
        public string? Text(string name) => map[name].AsText();

        /// <summary>An object member, or null.</summary>
        public JsonObject? Map(string name) => map[name] as JsonObject;

        /// <summary>An array member, or null.</summary>
        public JsonArray? List(string name) => map[name] as JsonArray;

        /// <summary>True only where the member is the JSON value true.</summary>
        public bool Flag(string name) => map[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

        /// <summary>A whole number, or null.</summary>
        public long? Whole(string name) => map[name].AsWhole();

        /// <summary>The object member, made where it is absent or of another type.</summary>
        public JsonObject Ensure(string name)
        {
            if (map[name] is not JsonObject child)
            {
                map[name] = child = [];
            }

            return child;
        }

        /// <summary>The member at the end of a path of object members, or null.</summary>
        public JsonNode? At(params ReadOnlySpan<string> path)
        {
            JsonNode? node = map;
            foreach (var name in path)
            {
                node = (node as JsonObject)?[name];
            }

            return node;
        }
    }

    extension(JsonNode? node)
    {
        /// <summary>The string that the node is, or null.</summary>
        public string? AsText() => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

        /// <summary>The whole number that the node is, or null.</summary>
        public long? AsWhole()
        {
            if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            {
                return null;
            }

            if (value.TryGetValue(out long whole))
            {
                return whole;
            }

            if (value.TryGetValue(out int small))
            {
                return small;
            }

            return value.TryGetValue(out double real) && real == Math.Floor(real) && Math.Abs(real) < long.MaxValue ? (long)real : null;
        }

        /// <summary>The kind of JSON value; a null node is JSON's null.</summary>
        public JsonValueKind Kind() => node?.GetValueKind() ?? JsonValueKind.Null;
    }
}
