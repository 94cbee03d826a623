namespace MeshActors.Mesh.Configuration;

/// <summary>To whom metadata headers are sent.</summary>
public enum MetadataExchangeMode
{
    Undefined = 0,
    InMesh = 1,
}
