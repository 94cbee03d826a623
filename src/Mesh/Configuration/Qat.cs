using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Private keys by QuickAssist.</summary>
public sealed record Qat
{
    public TimeSpan? PollDelay { get; init; }

    public bool? Fallback { get; init; }

    internal static Qat Read(FieldReader fields) => new()
    {
        PollDelay = fields.Duration("pollDelay"),
        Fallback = fields.FlagOrNull("fallback"),
    };
}
