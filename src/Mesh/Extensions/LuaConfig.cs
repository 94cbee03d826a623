using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Extensions;

public sealed record LuaConfig
{
    public string InlineCode { get; init; } = "";

    internal static LuaConfig Read(FieldReader fields) => new()
    {
        InlineCode = fields.Text("inlineCode"),
    };
}
