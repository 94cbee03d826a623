using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Limits that hold for TCP and HTTP alike.</summary>
public sealed record TcpSettings
{
    /// <summary>Zero for no limit.</summary>
    public int MaxConnections { get; init; }

    public TimeSpan? ConnectTimeout { get; init; }

    public TcpKeepalive? TcpKeepalive { get; init; }

    public TimeSpan? MaxConnectionDuration { get; init; }

    public TimeSpan? IdleTimeout { get; init; }

    internal static TcpSettings Read(FieldReader fields) => new()
    {
        MaxConnections = fields.Int32("maxConnections"),
        ConnectTimeout = fields.Duration("connectTimeout"),
        TcpKeepalive = fields.Message("tcpKeepalive", TcpKeepalive.Read),
        MaxConnectionDuration = fields.Duration("maxConnectionDuration"),
        IdleTimeout = fields.Duration("idleTimeout"),
    };
}
