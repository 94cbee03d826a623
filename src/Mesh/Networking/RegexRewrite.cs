using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A rewrite of the path by a regular expression.</summary>
public sealed record RegexRewrite
{
    public string Match { get; init; } = "";

    public string Rewrite { get; init; } = "";

    internal static RegexRewrite Read(FieldReader fields) => new()
    {
        Match = fields.Text("match"),
        Rewrite = fields.Text("rewrite"),
    };
}
