namespace MeshActors.Grpc.Health;

/// <summary>What a health check answers, with the numbers of <c>grpc.health.v1</c>.</summary>
public enum ServingStatus
{
    Unknown = 0,
    Serving = 1,
    NotServing = 2,
    ServiceUnknown = 3,
}
