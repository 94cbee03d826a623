namespace MeshActors.Mesh.Configuration;

/// <summary>The texts, all YAML, that a mesh's configuration is made of; null for what there is not.</summary>
/// <param name="SharedMesh">Mesh configuration that several revisions share: it lies over Istio's defaults.</param>
/// <param name="Mesh">The revision's own mesh configuration, which lies over the shared one.</param>
/// <param name="Networks">The networks of the mesh.</param>
public sealed record MeshSources(string? SharedMesh, string? Mesh, string? Networks)
{
    public static readonly MeshSources None = new(null, null, null);

    /// <exception cref="InvalidDataException">A text cannot be read.</exception>
    public (MeshConfig Mesh, MeshNetworks Networks) Read()
    {
        var mesh = MeshConfigDefaults.Mesh;
        foreach (var text in new[] { SharedMesh, Mesh }.OfType<string>())
        {
            mesh = MeshSourceText.Read(text, json => MeshConfigurationParser.OverlayMeshConfig(mesh, json)).OrThrow();
        }

        return (mesh, Networks is null ? new() : MeshSourceText.Read(Networks, MeshConfigurationParser.ParseMeshNetworks).OrThrow());
    }
}
