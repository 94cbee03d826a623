namespace MeshActors.Kubernetes;

/// <summary>How far a reader got, and what it knew there: enough to notice what vanished should a list be needed.</summary>
public sealed record ReflectorPosition(string ResourceVersion, IReadOnlyCollection<ObjectMeta> Known);
