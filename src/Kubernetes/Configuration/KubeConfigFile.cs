using System.Text.Json;
using MeshActors.Yaml;

namespace MeshActors.Kubernetes.Configuration;

/// <summary>Reads the text of a kubeconfig, YAML or JSON (which is YAML).</summary>
internal static class KubeConfigFile
{
    /// <exception cref="InvalidYamlException">The text is no YAML.</exception>
    /// <exception cref="JsonException">A field has the wrong type, or there are several documents.</exception>
    public static KubeConfigDocument Read(string text) => YamlDocuments.ToJson(text) switch
    {
        [] => new KubeConfigDocument(),
        [var only] => JsonSerializer.Deserialize(only.Span, KubeConfigJson.Default.KubeConfigDocument) ?? new KubeConfigDocument(),
        _ => throw new JsonException("a kubeconfig is one document"),
    };
}
