namespace MeshActors.Mesh.Registry;

/// <summary>How far the mesh configuration (<c>serviceEntryVisibility</c>) lets a ServiceEntry be seen, whatever it exports.</summary>
public enum ServiceVisibility
{
    Public,
    Namespace,
    None,
}
