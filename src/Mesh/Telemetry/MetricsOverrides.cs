using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>A change to how metrics are reported.</summary>
public sealed record MetricsOverrides
{
    public MetricSelector? Match { get; init; }

    public bool? Disabled { get; init; }

    public IReadOnlyDictionary<string, TagOverride> TagOverrides { get; init; } = ReadOnlyDictionary<string, TagOverride>.Empty;

    internal static MetricsOverrides Read(FieldReader fields) => new()
    {
        Match = fields.Message("match", MetricSelector.Read),
        Disabled = fields.FlagOrNull("disabled"),
        TagOverrides = fields.MessageMap("tagOverrides", TagOverride.Read),
    };
}
