namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>What is stored together whatever its version: a group (empty for core) and a plural resource name.</summary>
public readonly record struct ResourceId(string Group, string Resource)
{
    public override string ToString() => Group.Length == 0 ? Resource : $"{Resource}.{Group}";
}
