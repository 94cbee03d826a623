using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>How a new endpoint's share of the traffic grows.</summary>
public sealed record WarmupConfiguration
{
    public TimeSpan? Duration { get; init; }

    /// <summary>The share at the start, in percent; null for 10.</summary>
    public double? MinimumPercent { get; init; }

    /// <summary>The steepness of growth; null for 1, which is linear.</summary>
    public double? Aggression { get; init; }

    internal static WarmupConfiguration Read(FieldReader fields) => new()
    {
        Duration = fields.Duration("duration"),
        MinimumPercent = fields.NumberOrNull("minimumPercent"),
        Aggression = fields.NumberOrNull("aggression"),
    };
}
