using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>Names a pod template by its content, whatever the order of its members.</summary>
internal static class TemplateHash
{
    public const string DeploymentLabel = "pod-template-hash";
    public const string RevisionLabel = "controller-revision-hash";

    // No vowels and no look-alikes, as in Kubernetes: the hash becomes part of names.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Of(JsonNode? template)
    {
        var digest = SHA256.HashData(Canonical(template) is { } canonical ? JsonBytes.Encode(canonical) : []);
        return string.Create(10, digest, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }

    /// <summary>
    /// Members sorted, nulls and the hash's own label left out: a ReplicaSet's template is its Deployment's and that label.
    /// </summary>
    private static JsonNode? Canonical(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var sorted = new JsonObject();
                foreach (var (name, value) in map.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    if (value is not null && name != DeploymentLabel)
                    {
                        sorted[name] = Canonical(value);
                    }
                }

                return sorted;
            case JsonArray list:
                return new JsonArray([.. list.Select(Canonical)]);
            default:
                return node?.DeepClone();
        }
    }
}
