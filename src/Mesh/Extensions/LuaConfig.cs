using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Extensions;

/// <summary>A Lua script.</summary>
public sealed record LuaConfig
{
    public string InlineCode { get; init; } = "";

    internal static LuaConfig Read(FieldReader fields) => new()
    {
        InlineCode = fields.Text("inlineCode"),
    };
}
