using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Where the traffic of a region goes when it has no healthy endpoint.</summary>
public sealed record LocalityFailover
{
    public string From { get; init; } = "";

    public string To { get; init; } = "";

    internal static LocalityFailover Read(FieldReader fields) => new()
    {
        From = fields.Text("from"),
        To = fields.Text("to"),
    };
}
