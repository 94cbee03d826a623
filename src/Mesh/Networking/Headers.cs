using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Changes to the headers of requests and responses.</summary>
public sealed record Headers
{
    public HeaderOperations? Request { get; init; }

    public HeaderOperations? Response { get; init; }

    internal static Headers Read(FieldReader fields) => new()
    {
        Request = fields.Message("request", HeaderOperations.Read),
        Response = fields.Message("response", HeaderOperations.Read),
    };
}
