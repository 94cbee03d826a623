using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record HttpMirrorPolicy
{
    public Destination? Destination { get; init; }

    public Percent? Percentage { get; init; }

    internal static HttpMirrorPolicy Read(FieldReader fields) => new()
    {
        Destination = fields.Message("destination", Destination.Read),
        Percentage = fields.Message("percentage", Percent.Read),
    };
}
