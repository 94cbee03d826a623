using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>Names a pod template by its content.</summary>
internal static class TemplateHash
{
    public const string DeploymentLabel = "pod-template-hash";
    public const string RevisionLabel = "controller-revision-hash";

    // No vowels and no look-alikes, as in Kubernetes: the hash becomes part of names.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Of(JsonNode? template)
    {
        var digest = SHA256.HashData(template is null ? [] : JsonBytes.Encode(template));
        return string.Create(10, digest, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }
}
