using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

public sealed record Namespace : IKubernetesResource<Namespace>
{
    public static ResourceType ResourceType => ResourceTypes.Namespaces;

    public static JsonTypeInfo<Namespace> JsonTypeInfo => KubernetesJson.Default.Namespace;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    public JsonElement? Spec { get; init; }

    public NamespaceStatus? Status { get; init; }
}

/// <param name="Phase"><c>Active</c> or <c>Terminating</c>.</param>
public sealed record NamespaceStatus(string? Phase);
