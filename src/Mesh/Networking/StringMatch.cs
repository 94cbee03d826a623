using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A condition on a string. At most one member is set; none of them asks for presence alone.</summary>
public sealed record StringMatch
{
    public string? Exact { get; init; }

    public string? Prefix { get; init; }

    public string? Regex { get; init; }

    internal static StringMatch Read(FieldReader fields) => new()
    {
        Exact = fields.TextOrNull("exact"),
        Prefix = fields.TextOrNull("prefix"),
        Regex = fields.TextOrNull("regex"),
    };
}
