namespace MeshActors.Mesh.Configuration;

public enum ServiceAttributeEnrichment
{
    IstioCanonical = 0,
    OtelSemanticConventions = 1,
}
