namespace MeshActors.Kubernetes;

/// <summary>Names the object whose deletion takes the bearer with it.</summary>
public sealed record OwnerReference(
    string ApiVersion,
    string Kind,
    string Name,
    string Uid,
    bool Controller = false,
    bool BlockOwnerDeletion = false);
