using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Access logs by OpenTelemetry.</summary>
public sealed record EnvoyOpenTelemetryLogProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string LogName { get; init; } = "";

    public OpenTelemetryLogFormat? LogFormat { get; init; }

    internal static EnvoyOpenTelemetryLogProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        LogName = fields.Text("logName"),
        LogFormat = fields.Message("logFormat", OpenTelemetryLogFormat.Read),
    };
}
