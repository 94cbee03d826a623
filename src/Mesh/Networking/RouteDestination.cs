using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record RouteDestination
{
    public Destination? Destination { get; init; }

    public int Weight { get; init; }

    internal static RouteDestination Read(FieldReader fields) => new()
    {
        Destination = fields.Message("destination", Destination.Read),
        Weight = fields.Int32("weight"),
    };
}
