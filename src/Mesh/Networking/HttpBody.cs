using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>The body of a direct response, in one of two forms.</summary>
public sealed record HttpBody
{
    public string? String { get; init; }

    public ReadOnlyMemory<byte>? Bytes { get; init; }

    internal static HttpBody Read(FieldReader fields) => new()
    {
        String = fields.TextOrNull("string"),
        Bytes = fields.Bytes("bytes"),
    };
}
