using System.Collections.ObjectModel;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Objects by labels; all conditions have to hold.</summary>
public sealed record LabelSelector
{
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<LabelSelectorRequirement> MatchExpressions { get; init; } = [];

    internal static LabelSelector Read(FieldReader fields) => new()
    {
        MatchLabels = fields.TextMap("matchLabels"),
        MatchExpressions = fields.Messages("matchExpressions", LabelSelectorRequirement.Read),
    };

    /// <summary>Whether an object with these labels is selected; a selector without conditions selects every object.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        MatchLabels.All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
        && MatchExpressions.All(requirement => requirement.Matches(labels));
}
