namespace MeshActors.Mesh.Configuration;

public enum TracingServiceName
{
    AppLabelAndNamespace = 0,
    CanonicalNameOnly = 1,
    CanonicalNameAndNamespace = 2,
}
