using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Changes to path and authority on the way to a destination.</summary>
public sealed record HttpRewrite
{
    public string Uri { get; init; } = "";

    public string Authority { get; init; } = "";

    public RegexRewrite? UriRegexRewrite { get; init; }

    internal static HttpRewrite Read(FieldReader fields) => new()
    {
        Uri = fields.Text("uri"),
        Authority = fields.Text("authority"),
        UriRegexRewrite = fields.Message("uriRegexRewrite", RegexRewrite.Read),
    };
}
