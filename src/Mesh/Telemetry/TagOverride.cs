using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>A change to one tag of a metric.</summary>
public sealed record TagOverride
{
    public TagOverrideOperation Operation { get; init; }

    /// <summary>An expression in CEL.</summary>
    public string Value { get; init; } = "";

    internal static TagOverride Read(FieldReader fields) => new()
    {
        Operation = fields.Enum<TagOverrideOperation>("operation"),
        Value = fields.Text("value"),
    };
}
