using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>How paths are normalised before policies and routes see them.</summary>
public sealed record ProxyPathNormalization
{
    public PathNormalizationType Normalization { get; init; }

    internal static ProxyPathNormalization Read(FieldReader fields) => new()
    {
        Normalization = fields.Enum<PathNormalizationType>("normalization"),
    };
}
