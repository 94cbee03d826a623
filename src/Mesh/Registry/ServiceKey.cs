namespace MeshActors.Mesh.Registry;

/// <summary>What identifies a service in the mesh: two namespaces may define the same host name.</summary>
public readonly record struct ServiceKey(string Namespace, string Hostname)
{
    public override string ToString() => $"{Namespace}/{Hostname}";
}
