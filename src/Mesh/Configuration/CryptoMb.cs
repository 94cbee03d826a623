using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Private keys by CryptoMB.</summary>
public sealed record CryptoMb
{
    public TimeSpan? PollDelay { get; init; }

    public bool? Fallback { get; init; }

    internal static CryptoMb Read(FieldReader fields) => new()
    {
        PollDelay = fields.Duration("pollDelay"),
        Fallback = fields.FlagOrNull("fallback"),
    };
}
