using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>Conditions of a policy: one source, one operation and every condition, as far as there are any.</summary>
public sealed record Rule
{
    public IReadOnlyList<RuleFrom> From { get; init; } = [];

    public IReadOnlyList<RuleTo> To { get; init; } = [];

    public IReadOnlyList<Condition> When { get; init; } = [];

    internal static Rule Read(FieldReader fields) => new()
    {
        From = fields.Messages("from", RuleFrom.Read),
        To = fields.Messages("to", RuleTo.Read),
        When = fields.Messages("when", Condition.Read),
    };
}
