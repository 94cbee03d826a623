using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Kinds;
using MeshActors.Kubernetes.Embedded.Schemas;

namespace MeshActors.Kubernetes.Embedded.Defaults;

/// <summary>Secrets: write-only stringData, base64, types, and immutability.</summary>
internal static class SecretRules
{
    public static readonly KindRules Rules = new() { CountsGeneration = false, Default = Default, Validate = Validate };

    private static void Default(JsonObject secret)
    {
        if (secret.Map("stringData") is not { } plain)
        {
            return;
        }

        var data = secret.Ensure("data");
        foreach (var (key, value) in plain)
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.AsText() ?? ""));
        }

        secret.Remove("stringData");
    }

    private static void Validate(JsonObject secret, JsonObject? old, List<FieldError> errors)
    {
        foreach (var (key, value) in secret.Map("data") ?? [])
        {
            ConfigMapRules.ValidateKey(key, "data", errors);
            if (value.AsText() is { } text && !Base64.IsValid(text))
            {
                errors.Add(FieldError.Invalid($"data.{key}", "\"<base64>\"", "illegal base64 data"));
            }
        }

        foreach (var key in (ReadOnlySpan<string>)(secret.Text("type") == "kubernetes.io/tls" ? ["tls.crt", "tls.key"] : []))
        {
            if (secret.Map("data")?.ContainsKey(key) != true)
            {
                errors.Add(FieldError.Required($"data[{key}]"));
            }
        }

        if (old is not null && old.Text("type") != secret.Text("type"))
        {
            errors.Add(FieldError.Invalid("type", JsonBytes.Show(secret["type"]), "field is immutable"));
        }

        ConfigMapRules.ValidateImmutable(secret, old, ["data"], errors);
    }
}
