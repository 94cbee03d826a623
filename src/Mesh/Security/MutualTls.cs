using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>A setting of mutual TLS.</summary>
public sealed record MutualTls
{
    public MutualTlsMode Mode { get; init; }

    internal static MutualTls Read(FieldReader fields) => new()
    {
        Mode = fields.Enum<MutualTlsMode>("mode"),
    };
}
