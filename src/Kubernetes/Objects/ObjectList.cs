namespace MeshActors.Kubernetes;

/// <summary>One page of a list.</summary>
/// <param name="ResourceVersion">The version to start a watch from once the last page is read; equal on every page.</param>
/// <param name="Continue">Asks for the next page; null on the last.</param>
public sealed record ObjectList(IReadOnlyList<KubernetesObject> Items, string ResourceVersion, string? Continue);
