namespace MeshActors.Translation.Secrets;

/// <summary>A certificate chain with its key; values as PEM, but for the staple.</summary>
internal sealed record CertificateData(ReadOnlyMemory<byte> Chain, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? OcspStaple);
