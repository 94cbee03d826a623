namespace MeshActors.Mesh.Telemetry;

/// <summary>Istio's own metrics.</summary>
public enum IstioMetric
{
    AllMetrics = 0,
    RequestCount = 1,
    RequestDuration = 2,
    RequestSize = 3,
    ResponseSize = 4,
    TcpOpenedConnections = 5,
    TcpClosedConnections = 6,
    TcpSentBytes = 7,
    TcpReceivedBytes = 8,
    GrpcRequestMessages = 9,
    GrpcResponseMessages = 10,
}
