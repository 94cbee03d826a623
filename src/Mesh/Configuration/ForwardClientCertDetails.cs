namespace MeshActors.Mesh.Configuration;

/// <summary>What happens to the header of client certificates.</summary>
public enum ForwardClientCertDetails
{
    Undefined = 0,
    Sanitize = 1,
    ForwardOnly = 2,
    AppendForward = 3,
    SanitizeSet = 4,
    AlwaysForwardOnly = 5,
}
