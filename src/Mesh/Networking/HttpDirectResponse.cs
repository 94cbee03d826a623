using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A response without any upstream.</summary>
public sealed record HttpDirectResponse
{
    public uint Status { get; init; }

    public HttpBody? Body { get; init; }

    internal static HttpDirectResponse Read(FieldReader fields) => new()
    {
        Status = fields.UInt32("status"),
        Body = fields.Message("body", HttpBody.Read),
    };
}
