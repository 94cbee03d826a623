using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>An attribute of a generated cookie.</summary>
public sealed record HttpCookieAttribute
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";

    internal static HttpCookieAttribute Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Value = fields.Text("value"),
    };
}
