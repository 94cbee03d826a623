using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>One of the destinations of a route.</summary>
public sealed record HttpRouteDestination
{
    public Destination? Destination { get; init; }

    /// <summary>The share of the requests, in relation to the sum of all weights.</summary>
    public int Weight { get; init; }

    public Headers? Headers { get; init; }

    internal static HttpRouteDestination Read(FieldReader fields) => new()
    {
        Destination = fields.Message("destination", Destination.Read),
        Weight = fields.Int32("weight"),
        Headers = fields.Message("headers", Headers.Read),
    };
}
