using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A port of a sidecar's listener.</summary>
public sealed record SidecarPort
{
    public int Number { get; init; }

    public string Protocol { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>No longer used by Istio.</summary>
    public int TargetPort { get; init; }

    internal static SidecarPort Read(FieldReader fields) => new()
    {
        Number = fields.Int32("number"),
        Protocol = fields.Text("protocol"),
        Name = fields.Text("name"),
        TargetPort = fields.Int32("targetPort"),
    };
}
