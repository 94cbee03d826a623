using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record WarmupConfiguration
{
    public TimeSpan? Duration { get; init; }

    public double? MinimumPercent { get; init; }

    public double? Aggression { get; init; }

    internal static WarmupConfiguration Read(FieldReader fields) => new()
    {
        Duration = fields.Duration("duration"),
        MinimumPercent = fields.NumberOrNull("minimumPercent"),
        Aggression = fields.NumberOrNull("aggression"),
    };
}
