using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>How an agent probes its workload. At most one method is set; zero leaves Kubernetes' defaults.</summary>
public sealed record ReadinessProbe
{
    public int InitialDelaySeconds { get; init; }

    public int TimeoutSeconds { get; init; }

    public int PeriodSeconds { get; init; }

    public int SuccessThreshold { get; init; }

    public int FailureThreshold { get; init; }

    public HttpHealthCheckConfig? HttpGet { get; init; }

    public TcpHealthCheckConfig? TcpSocket { get; init; }

    public ExecHealthCheckConfig? Exec { get; init; }

    public GrpcHealthCheckConfig? Grpc { get; init; }

    internal static ReadinessProbe Read(FieldReader fields) => new()
    {
        InitialDelaySeconds = fields.Int32("initialDelaySeconds"),
        TimeoutSeconds = fields.Int32("timeoutSeconds"),
        PeriodSeconds = fields.Int32("periodSeconds"),
        SuccessThreshold = fields.Int32("successThreshold"),
        FailureThreshold = fields.Int32("failureThreshold"),
        HttpGet = fields.Message("httpGet", HttpHealthCheckConfig.Read),
        TcpSocket = fields.Message("tcpSocket", TcpHealthCheckConfig.Read),
        Exec = fields.Message("exec", ExecHealthCheckConfig.Read),
        Grpc = fields.Message("grpc", GrpcHealthCheckConfig.Read),
    };
}
