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

    /// <summary>Whether the labels satisfy this condition. An unknown operator is satisfied by none.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(Key);
        return Operator switch
        {
            "In" => value is not null && Values.Contains(value),
            "NotIn" => value is null || !Values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
