using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Keepalive probes of the operating system; zero and null leave its defaults.</summary>
public sealed record TcpKeepalive
{
    public uint Probes { get; init; }

    public TimeSpan? Time { get; init; }

    public TimeSpan? Interval { get; init; }

    internal static TcpKeepalive Read(FieldReader fields) => new()
    {
        Probes = fields.UInt32("probes"),
        Time = fields.Duration("time"),
        Interval = fields.Duration("interval"),
    };
}
