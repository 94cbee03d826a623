namespace MeshActors.Mesh.Configuration;

/// <summary>Which headers carry a trace's context.</summary>
public enum TraceContext
{
    Unspecified = 0,
    W3cTraceContext = 1,
    GrpcBin = 2,
    CloudTraceContext = 3,
    B3 = 4,
}
