using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

public sealed record TagOverride
{
    public TagOverrideOperation Operation { get; init; }

    public string Value { get; init; } = "";

    internal static TagOverride Read(FieldReader fields) => new()
    {
        Operation = fields.Enum<TagOverrideOperation>("operation"),
        Value = fields.Text("value"),
    };
}
