using System.Text.Json;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record Patch
{
    public PatchOperation Operation { get; init; }

    public JsonElement? Value { get; init; }

    public PatchFilterClass FilterClass { get; init; }

    internal static Patch Read(FieldReader fields) => new()
    {
        Operation = fields.Enum<PatchOperation>("operation"),
        Value = fields.Raw("value"),
        FilterClass = fields.Enum<PatchFilterClass>("filterClass"),
    };
}
