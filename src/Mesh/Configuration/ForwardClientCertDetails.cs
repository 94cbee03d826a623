namespace MeshActors.Mesh.Configuration;

public enum ForwardClientCertDetails
{
    Undefined = 0,
    Sanitize = 1,
    ForwardOnly = 2,
    AppendForward = 3,
    SanitizeSet = 4,
    AlwaysForwardOnly = 5,
}
