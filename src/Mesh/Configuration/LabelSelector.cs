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
}
