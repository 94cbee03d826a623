using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces by OpenTelemetry, over gRPC unless <see cref="Http"/> is set.</summary>
public sealed record OpenTelemetryTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public uint MaxTagLength { get; init; }

    public HttpService? Http { get; init; }

    public GrpcService? Grpc { get; init; }

    public ResourceDetectors? ResourceDetectors { get; init; }

    public ServiceAttributeEnrichment ServiceAttributeEnrichment { get; init; }

    public DynatraceSampler? DynatraceSampler { get; init; }

    internal static OpenTelemetryTracingProvider Read(FieldReader fields) => new()
    {
        Service = fields.Text("service"),
        Port = fields.Int32("port"),
        MaxTagLength = fields.UInt32("maxTagLength"),
        Http = fields.Message("http", HttpService.Read),
        Grpc = fields.Message("grpc", GrpcService.Read),
        ResourceDetectors = fields.Message("resourceDetectors", ResourceDetectors.Read),
        ServiceAttributeEnrichment = fields.Enum<ServiceAttributeEnrichment>("serviceAttributeEnrichment"),
        DynatraceSampler = fields.Message("dynatraceSampler", DynatraceSampler.Read),
    };
}
