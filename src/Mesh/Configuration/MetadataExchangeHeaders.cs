using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record MetadataExchangeHeaders
{
    public MetadataExchangeMode Mode { get; init; }

    internal static MetadataExchangeHeaders Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<MetadataExchangeMode>("mode"),
    };
}
