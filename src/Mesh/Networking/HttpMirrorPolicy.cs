using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A destination that gets a copy of requests.</summary>
public sealed record HttpMirrorPolicy
{
    public Destination? Destination { get; init; }

    /// <summary>Null for all requests.</summary>
    public Percent? Percentage { get; init; }

    internal static HttpMirrorPolicy Read(FieldReader fields) => new()
    {
        Destination = fields.Message("destination", Destination.Read),
        Percentage = fields.Message("percentage", Percent.Read),
    };
}
