namespace MeshActors.Mesh.Configuration;

public enum AccessLogEncoding
{
    Text = 0,
    Json = 1,
}
