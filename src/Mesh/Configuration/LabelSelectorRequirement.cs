using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record LabelSelectorRequirement
{
    public string Key { get; init; } = "";

    public string Operator { get; init; } = "";

    public IReadOnlyList<string> Values { get; init; } = [];

    internal static LabelSelectorRequirement Read(FieldReader fields) => new()
    {
        Key = fields.Text("key"),
        Operator = fields.Text("operator"),
        Values = fields.Texts("values"),
    };
}
