using System.Text.Json;

namespace MeshActors.Host.Debugging.Policies;

/// <summary>Policies by namespace in the shape of istiod's debug pages.</summary>
internal static class PolicyJson
{
    /// <summary>An object with the policies under a name of their own, and the root namespace.</summary>
    public static void WriteByNamespace(Utf8JsonWriter json, string name, IEnumerable<JsonElement> policies, string rootNamespace, bool withAnnotations)
    {
        json.WriteStartObject();
        json.WriteStartObject(name);
        foreach (var ns in policies.GroupBy(policy => Text(policy, "namespace")).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(ns.Key);
            foreach (var policy in ns)
            {
                Write(json, policy, withAnnotations);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteString("root_namespace", rootNamespace);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, JsonElement policy, bool withAnnotations)
    {
        json.WriteStartObject();
        json.WriteString("name", Text(policy, "name"));
        json.WriteString("namespace", Text(policy, "namespace"));
        if (withAnnotations && policy.GetProperty("metadata").TryGetProperty("annotations", out var annotations))
        {
            json.WritePropertyName("annotations");
            annotations.WriteTo(json);
        }

        json.WritePropertyName("spec");
        WriteSpec(json, policy);
        json.WriteEndObject();
    }

    /// <summary>The spec, empty where the object has none.</summary>
    public static void WriteSpec(Utf8JsonWriter json, JsonElement item)
    {
        if (item.TryGetProperty("spec", out var spec))
        {
            spec.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
    }

    private static string Text(JsonElement item, string field) =>
        item.GetProperty("metadata").TryGetProperty(field, out var value) ? value.GetString() ?? "" : "";
}
