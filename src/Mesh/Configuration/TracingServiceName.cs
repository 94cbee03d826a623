namespace MeshActors.Mesh.Configuration;

/// <summary>How a proxy's service is named in traces.</summary>
public enum TracingServiceName
{
    AppLabelAndNamespace = 0,
    CanonicalNameOnly = 1,
    CanonicalNameAndNamespace = 2,
}
