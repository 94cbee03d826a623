using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A tunnel through a proxy that speaks CONNECT or POST.</summary>
public sealed record TunnelSettings
{
    /// <summary><c>CONNECT</c> (also where empty) or <c>POST</c>.</summary>
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
