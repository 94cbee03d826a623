using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>TCP access logs by Envoy's gRPC protocol.</summary>
public sealed record EnvoyTcpGrpcV3LogProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string LogName { get; init; } = "";

    public IReadOnlyList<string> FilterStateObjectsToLog { get; init; } = [];

    internal static EnvoyTcpGrpcV3LogProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        LogName = fields.Text("logName"),
        FilterStateObjectsToLog = fields.Texts("filterStateObjectsToLog"),
    };
}
