namespace MeshActors.Mesh.Registry;

/// <summary>Names one object of the API server.</summary>
public readonly record struct ObjectReference(string Kind, string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
