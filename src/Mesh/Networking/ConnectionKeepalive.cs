using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>HTTP/2 pings on idle connections.</summary>
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
