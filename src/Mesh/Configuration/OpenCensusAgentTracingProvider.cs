using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for an OpenCensus agent.</summary>
public sealed record OpenCensusAgentTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public IReadOnlyList<TraceContext> Context { get; init; } = [];

    public uint MaxTagLength { get; init; }

    internal static OpenCensusAgentTracingProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        Context = fields.Enums<TraceContext>("context"),
        MaxTagLength = fields.UInt32("maxTagLength"),
    };
}
