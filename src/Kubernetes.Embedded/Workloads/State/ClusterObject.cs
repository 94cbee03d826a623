using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Workloads.State;

/// <summary>An object as last seen. Its body is read only by convention: writers make documents of their own.</summary>
internal sealed record ClusterObject(ResourceType Type, ObjectMeta Metadata, JsonObject Body)
{
    private static readonly JsonObject Nothing = [];

    public ObjectKey Key => Metadata.Key;

    public JsonObject Spec => Body.Map("spec") ?? Nothing;

    public JsonObject Status => Body.Map("status") ?? Nothing;

    /// <exception cref="System.Text.Json.JsonException">The JSON is not an object.</exception>
    public static ClusterObject From(KubernetesObject source) =>
        new(source.Type, source.Metadata, JsonBytes.DecodeObject(source.Json.Span));

    public bool IsControlledBy(ClusterObject owner) => Metadata.ControllerOwner?.Uid == owner.Metadata.Uid;
}
