using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

/// <summary>A kind that our own code reads and writes; group, plural and JSON shape live on the type.</summary>
public interface IKubernetesResource<TSelf>
    where TSelf : class, IKubernetesResource<TSelf>
{
    static abstract ResourceType ResourceType { get; }

    static abstract JsonTypeInfo<TSelf> JsonTypeInfo { get; }

    ObjectMeta Metadata { get; }
}
