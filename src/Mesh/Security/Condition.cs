using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>A condition on an attribute.</summary>
public sealed record Condition
{
    public string Key { get; init; } = "";

    public IReadOnlyList<string> Values { get; init; } = [];

    public IReadOnlyList<string> NotValues { get; init; } = [];

    internal static Condition Read(FieldReader fields) => new()
    {
        Key = fields.Text("key"),
        Values = fields.Texts("values"),
        NotValues = fields.Texts("notValues"),
    };
}
