using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces in Zipkin's form.</summary>
public sealed record ZipkinTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public uint MaxTagLength { get; init; }

    public bool Enable64bitTraceId { get; init; }

    public string Path { get; init; } = "";

    public TraceContextOption TraceContextOption { get; init; }

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<ProviderHttpHeader> Headers { get; init; } = [];

    internal static ZipkinTracingProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        MaxTagLength = fields.UInt32("maxTagLength"),
        Enable64bitTraceId = fields.Flag("enable64bitTraceId"),
        Path = fields.Text("path"),
        TraceContextOption = fields.Enum<TraceContextOption>("traceContextOption"),
        Timeout = fields.Duration("timeout"),
        Headers = fields.Messages("headers", ProviderHttpHeader.Read),
    };
}
