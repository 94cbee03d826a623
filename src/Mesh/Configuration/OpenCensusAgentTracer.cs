using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for an OpenCensus agent.</summary>
public sealed record OpenCensusAgentTracer
{
    public string Address { get; init; } = "";

    public IReadOnlyList<TraceContext> Context { get; init; } = [];

    internal static OpenCensusAgentTracer Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
        Context = fields.Enums<TraceContext>("context"),
    };
}
