namespace MeshActors.Mesh.Configuration;

public enum MetadataExchangeMode
{
    Undefined = 0,
    InMesh = 1,
}
