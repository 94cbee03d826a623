using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

public sealed record ConfigMap : IKubernetesResource<ConfigMap>
{
    public static ResourceType ResourceType => ResourceTypes.ConfigMaps;

    public static JsonTypeInfo<ConfigMap> JsonTypeInfo => KubernetesJson.Default.ConfigMap;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    public IReadOnlyDictionary<string, string>? Data { get; init; }

    public IReadOnlyDictionary<string, byte[]>? BinaryData { get; init; }

    public bool? Immutable { get; init; }
}
