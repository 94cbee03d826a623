using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>An authorizer that speaks Envoy's gRPC protocol.</summary>
public sealed record EnvoyExternalAuthorizationGrpcProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool FailOpen { get; init; }

    public bool ClearRouteCache { get; init; }

    public string StatusOnError { get; init; } = "";

    public EnvoyExternalAuthorizationRequestBody? IncludeRequestBodyInCheck { get; init; }

    internal static EnvoyExternalAuthorizationGrpcProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        Timeout = fields.Duration("timeout"),
        FailOpen = fields.Flag("failOpen"),
        ClearRouteCache = fields.Flag("clearRouteCache"),
        StatusOnError = fields.Text("statusOnError"),
        IncludeRequestBodyInCheck = fields.Message("includeRequestBodyInCheck", EnvoyExternalAuthorizationRequestBody.Read),
    };
}
