using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

public sealed record Secret : IKubernetesResource<Secret>
{
    public static ResourceType ResourceType => ResourceTypes.Secrets;

    public static JsonTypeInfo<Secret> JsonTypeInfo => KubernetesJson.Default.Secret;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    /// <summary>For instance <c>Opaque</c> or <c>kubernetes.io/tls</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Decoded: base64 is only how JSON writes it.</summary>
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    public bool? Immutable { get; init; }

    /// <summary>Keeps values out of logs.</summary>
    public override string ToString() => $"Secret {Metadata.Key}";
}
