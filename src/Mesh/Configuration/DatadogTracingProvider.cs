using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for Datadog.</summary>
public sealed record DatadogTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public uint MaxTagLength { get; init; }

    internal static DatadogTracingProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        MaxTagLength = fields.UInt32("maxTagLength"),
    };
}
