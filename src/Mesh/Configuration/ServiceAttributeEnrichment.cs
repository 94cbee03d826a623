namespace MeshActors.Mesh.Configuration;

/// <summary>How the service of a trace is named.</summary>
public enum ServiceAttributeEnrichment
{
    IstioCanonical = 0,
    OtelSemanticConventions = 1,
}
