using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A port that a gateway listens on.</summary>
public sealed record Port
{
    public int Number { get; init; }

    public string Protocol { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>No longer used by Istio.</summary>
    public int TargetPort { get; init; }

    internal static Port Read(FieldReader fields) => new()
    {
        Number = fields.Int32("number"),
        Protocol = fields.Text("protocol"),
        Name = fields.Text("name"),
        TargetPort = fields.Int32("targetPort"),
    };
}
