namespace MeshActors.Kubernetes.Embedded.Patch;

/// <summary>Whose fields an entry of managedFields lists. Operation is <c>Apply</c> or <c>Update</c>.</summary>
internal sealed record FieldOwner(string Manager, string Operation, string ApiVersion, string Subresource);
