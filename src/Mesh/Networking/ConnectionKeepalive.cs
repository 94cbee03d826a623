using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record ConnectionKeepalive
{
    public TimeSpan? Interval { get; init; }

    public TimeSpan? Timeout { get; init; }

    internal static ConnectionKeepalive Read(FieldReader fields) => new()
    {
        Interval = fields.Duration("interval"),
        Timeout = fields.Duration("timeout"),
    };
}
