using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Config maps: keys, size and immutability.</summary>
internal static class ConfigMapRules
{
    private const int MaxBytes = 1024 * 1024;

    public static readonly KindRules Rules = new() { CountsGeneration = false, Validate = Validate };

    public static void ValidateKey(string key, string map, List<FieldError> errors)
    {
        if (key.Length is 0 or > 253 || key is "." or ".." || key.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')))
        {
            errors.Add(FieldError.Invalid(
                $"{map}[{key}]",
                JsonBytes.Show(key),
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"));
        }
    }

    public static void ValidateImmutable(JsonObject item, JsonObject? old, IEnumerable<string> fields, List<FieldError> errors)
    {
        if (old?.Flag("immutable") != true)
        {
            return;
        }

        foreach (var field in fields.Append("immutable").Where(f => !JsonNode.DeepEquals(item[f], old[f])))
        {
            errors.Add(FieldError.Forbidden(field, "field is immutable when `immutable` is set"));
        }
    }

    private static void Validate(JsonObject map, JsonObject? old, List<FieldError> errors)
    {
        var size = 0L;
        foreach (var field in (ReadOnlySpan<string>)["data", "binaryData"])
        {
            foreach (var (key, value) in map.Map(field) ?? [])
            {
                ValidateKey(key, field, errors);
                size += value.AsText()?.Length ?? 0;
            }
        }

        if (size > MaxBytes)
        {
            errors.Add(new FieldError("", "FieldValueTooLong", $"Too long: may not be more than {MaxBytes} bytes"));
        }

        ValidateImmutable(map, old, ["data", "binaryData"], errors);
    }
}
