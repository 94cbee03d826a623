using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record HttpRouteDestination
{
    public Destination? Destination { get; init; }

    public int Weight { get; init; }

    public Headers? Headers { get; init; }

    internal static HttpRouteDestination Read(FieldReader fields) => new()
    {
        Destination = fields.Message("destination", Destination.Read),
        Weight = fields.Int32("weight"),
        Headers = fields.Message("headers", Headers.Read),
    };
}
