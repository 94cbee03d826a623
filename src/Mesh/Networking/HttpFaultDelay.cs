using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A delay to inject.</summary>
public sealed record HttpFaultDelay
{
    /// <summary>The older form of <see cref="Percentage"/>, in whole percent.</summary>
    public int Percent { get; init; }

    public TimeSpan? FixedDelay { get; init; }

    public TimeSpan? ExponentialDelay { get; init; }

    public Percent? Percentage { get; init; }

    internal static HttpFaultDelay Read(FieldReader fields) => new()
    {
        Percent = fields.Int32("percent"),
        FixedDelay = fields.Duration("fixedDelay"),
        ExponentialDelay = fields.Duration("exponentialDelay"),
        Percentage = fields.Message("percentage", Mesh.Networking.Percent.Read),
    };
}
