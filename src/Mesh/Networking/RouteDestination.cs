using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>One of the destinations of a TCP or TLS route.</summary>
public sealed record RouteDestination
{
    public Destination? Destination { get; init; }

    /// <summary>The share of the connections, in relation to the sum of all weights.</summary>
    public int Weight { get; init; }

    internal static RouteDestination Read(FieldReader fields) => new()
    {
        Destination = fields.Message("destination", Destination.Read),
        Weight = fields.Int32("weight"),
    };
}
