using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Limits of HTTP requests; zero for no limit.</summary>
public sealed record HttpSettings
{
    public int Http1MaxPendingRequests { get; init; }

    public int Http2MaxRequests { get; init; }

    public int MaxRequestsPerConnection { get; init; }

    public int MaxRetries { get; init; }

    public TimeSpan? IdleTimeout { get; init; }

    public H2UpgradePolicy H2UpgradePolicy { get; init; }

    public bool UseClientProtocol { get; init; }

    public int MaxConcurrentStreams { get; init; }

    public ConnectionKeepalive? Http2KeepAlive { get; init; }

    internal static HttpSettings Read(FieldReader fields) => new()
    {
        Http1MaxPendingRequests = fields.Int32("http1MaxPendingRequests"),
        Http2MaxRequests = fields.Int32("http2MaxRequests"),
        MaxRequestsPerConnection = fields.Int32("maxRequestsPerConnection"),
        MaxRetries = fields.Int32("maxRetries"),
        IdleTimeout = fields.Duration("idleTimeout"),
        H2UpgradePolicy = fields.Enum<H2UpgradePolicy>("h2UpgradePolicy"),
        UseClientProtocol = fields.Flag("useClientProtocol"),
        MaxConcurrentStreams = fields.Int32("maxConcurrentStreams"),
        Http2KeepAlive = fields.Message("http2KeepAlive", ConnectionKeepalive.Read),
    };
}
