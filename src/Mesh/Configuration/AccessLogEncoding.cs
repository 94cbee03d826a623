namespace MeshActors.Mesh.Configuration;

/// <summary>The form of access logs.</summary>
public enum AccessLogEncoding
{
    Text = 0,
    Json = 1,
}
