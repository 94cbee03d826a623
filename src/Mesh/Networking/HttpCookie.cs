using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A cookie that holds the hash key.</summary>
public sealed record HttpCookie
{
    public string Name { get; init; } = "";

    public string Path { get; init; } = "";

    /// <summary>The cookie's lifetime; zero for a session cookie, null for one that is never generated.</summary>
    public TimeSpan? Ttl { get; init; }

    public IReadOnlyList<HttpCookieAttribute> Attributes { get; init; } = [];

    internal static HttpCookie Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Path = fields.Text("path"),
        Ttl = fields.Duration("ttl"),
        Attributes = fields.Messages("attributes", HttpCookieAttribute.Read),
    };
}
