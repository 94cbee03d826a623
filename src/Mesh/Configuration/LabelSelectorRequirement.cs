using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A condition on one label.</summary>
public sealed record LabelSelectorRequirement
{
    public string Key { get; init; } = "";

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    public string Operator { get; init; } = "";

    public IReadOnlyList<string> Values { get; init; } = [];

    internal static LabelSelectorRequirement Read(FieldReader fields) => new()
    {
        Key = fields.Text("key"),
        Operator = fields.Text("operator"),
        Values = fields.Texts("values"),
    };
}
