using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>A visibility and the service entries that it applies to.</summary>
public sealed record VisibilityPolicy
{
    public Visibility Visibility { get; init; }

    public IReadOnlyList<VisibilityMatchRule> MatchingRules { get; init; } = [];

    internal static VisibilityPolicy Read(FieldReader fields) => new()
    {
        Visibility = fields.Enum<Visibility>("visibility"),
        MatchingRules = fields.Messages("matchingRules", VisibilityMatchRule.Read),
    };
}
