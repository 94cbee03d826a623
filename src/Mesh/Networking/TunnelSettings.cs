using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record TunnelSettings
{
    public string Protocol { get; init; } = "";

    public string TargetHost { get; init; } = "";

    public int TargetPort { get; init; }

    internal static TunnelSettings Read(FieldReader fields) => new()
    {
        Protocol = fields.Text("protocol"),
        TargetHost = fields.Text("targetHost"),
        TargetPort = fields.Int32("targetPort"),
    };
}
