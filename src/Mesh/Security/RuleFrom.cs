using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Conditions on where a request comes from.</summary>
public sealed record RuleFrom
{
    public Source? Source { get; init; }

    internal static RuleFrom Read(FieldReader fields) => new()
    {
        Source = fields.Message("source", Source.Read),
    };
}
