using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>The providers that apply where no telemetry resource names one.</summary>
public sealed record DefaultProviders
{
    public IReadOnlyList<string> Tracing { get; init; } = [];

    public IReadOnlyList<string> Metrics { get; init; } = [];

    public IReadOnlyList<string> AccessLogging { get; init; } = [];

    /// <summary>Overlays the fields that are present; every absent one keeps its value of <paramref name="defaults"/>.</summary>
    internal static DefaultProviders Read(FieldReader fields, DefaultProviders defaults) => defaults with
    {
        Tracing = fields.Texts("tracing", defaults.Tracing),
        Metrics = fields.Texts("metrics", defaults.Metrics),
        AccessLogging = fields.Texts("accessLogging", defaults.AccessLogging),
    };
}
