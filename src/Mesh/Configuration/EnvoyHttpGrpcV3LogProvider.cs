using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>HTTP access logs by Envoy's gRPC protocol.</summary>
public sealed record EnvoyHttpGrpcV3LogProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string LogName { get; init; } = "";

    public IReadOnlyList<string> FilterStateObjectsToLog { get; init; } = [];

    public IReadOnlyList<string> AdditionalRequestHeadersToLog { get; init; } = [];

    public IReadOnlyList<string> AdditionalResponseHeadersToLog { get; init; } = [];

    public IReadOnlyList<string> AdditionalResponseTrailersToLog { get; init; } = [];

    internal static EnvoyHttpGrpcV3LogProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        LogName = fields.Text("logName"),
        FilterStateObjectsToLog = fields.Texts("filterStateObjectsToLog"),
        AdditionalRequestHeadersToLog = fields.Texts("additionalRequestHeadersToLog"),
        AdditionalResponseHeadersToLog = fields.Texts("additionalResponseHeadersToLog"),
        AdditionalResponseTrailersToLog = fields.Texts("additionalResponseTrailersToLog"),
    };
}
