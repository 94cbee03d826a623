using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Where the headers of metadata exchange are added.</summary>
public sealed record MetadataExchangeHeaders
{
    public MetadataExchangeMode Mode { get; init; }

    internal static MetadataExchangeHeaders Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<MetadataExchangeMode>("mode"),
    };
}
