using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>How to call a gRPC backend.</summary>
public sealed record GrpcService
{
    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<ProviderHttpHeader> InitialMetadata { get; init; } = [];

    internal static GrpcService Read(FieldReader fields) => new()
    {
        Timeout = fields.Duration("timeout"),
        InitialMetadata = fields.Messages("initialMetadata", ProviderHttpHeader.Read),
    };
}
