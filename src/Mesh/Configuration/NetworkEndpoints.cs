using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Endpoints of a network, by one of the two members.</summary>
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
