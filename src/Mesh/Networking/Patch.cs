using System.Text.Json;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>What to do with the matched object.</summary>
public sealed record Patch
{
    public PatchOperation Operation { get; init; }

    /// <summary>The patch as proto-JSON of the Envoy message; null for removal.</summary>
    public JsonElement? Value { get; init; }

    public PatchFilterClass FilterClass { get; init; }

    internal static Patch Read(FieldReader fields) => new()
    {
        Operation = fields.Enum<PatchOperation>("operation"),
        Value = fields.Raw("value"),
        FilterClass = fields.Enum<PatchFilterClass>("filterClass"),
    };
}
