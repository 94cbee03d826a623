using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Access logs to a file.</summary>
public sealed record EnvoyFileAccessLogProvider
{
    public string Path { get; init; } = "";

    public FileLogFormat? LogFormat { get; init; }

    public bool OmitEmptyValues { get; init; }

    internal static EnvoyFileAccessLogProvider Read(FieldReader fields) => new()
    {
        Path = fields.Text("path"),
        LogFormat = fields.Message("logFormat", FileLogFormat.Read),
        OmitEmptyValues = fields.Flag("omitEmptyValues"),
    };
}
