namespace MeshActors.Mesh.Configuration;

/// <summary>Which headers carry Zipkin's context.</summary>
public enum TraceContextOption
{
    UseB3 = 0,
    UseB3WithW3cPropagation = 1,
}
