using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Hardware for private keys; one member is set.</summary>
public sealed record PrivateKeyProvider
{
    public CryptoMb? Cryptomb { get; init; }

    public Qat? Qat { get; init; }

    internal static PrivateKeyProvider Read(FieldReader fields) => new()
    {
        Cryptomb = fields.Message("cryptomb", CryptoMb.Read),
        Qat = fields.Message("qat", Qat.Read),
    };
}
