using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record NetworkEndpoints
{
    public string? FromCidr { get; init; }

    public string? FromRegistry { get; init; }

    internal static NetworkEndpoints Read(FieldReader fields) => new()
    {
        FromCidr = fields.TextOrNull("fromCidr"),
        FromRegistry = fields.TextOrNull("fromRegistry"),
    };
}
