namespace MeshActors.Translation.Secrets;

/// <summary>Authorities and what they revoked, as PEM.</summary>
internal sealed record AuthorityData(ReadOnlyMemory<byte> Certificates, ReadOnlyMemory<byte>? Revoked);
