using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Limits of a proxy's connections; null for the profile's value.</summary>
public sealed record ConnectionSettings
{
    public ConnectionProfile Profile { get; init; }

    public int? ListenerPerConnectionBufferLimitBytes { get; init; }

    public int? ClusterPerConnectionBufferLimitBytes { get; init; }

    public TimeSpan? HttpIdleTimeout { get; init; }

    public TimeSpan? HttpMaxConnectionDuration { get; init; }

    public TimeSpan? HttpDrainTimeout { get; init; }

    public TimeSpan? HttpRequestTimeout { get; init; }

    public TimeSpan? HttpRequestHeadersTimeout { get; init; }

    public TimeSpan? HttpStreamIdleTimeout { get; init; }

    public TimeSpan? HttpMaxStreamDuration { get; init; }

    public int? HttpMaxConcurrentStreams { get; init; }

    public int? Http2InitialStreamWindowSize { get; init; }

    public int? Http2InitialConnectionWindowSize { get; init; }

    public HeadersWithUnderscoresAction HttpHeadersWithUnderscoresAction { get; init; }

    public bool? HttpMergeSlashes { get; init; }

    public PathWithEscapedSlashesAction HttpPathWithEscapedSlashesAction { get; init; }

    public int? ListenerConnectionLimit { get; init; }

    public int? GlobalDownstreamConnectionLimit { get; init; }

    internal static ConnectionSettings Read(FieldReader fields) => new()
    {
        Profile = fields.Enum<ConnectionProfile>("profile"),
        ListenerPerConnectionBufferLimitBytes = fields.Int32OrNull("listenerPerConnectionBufferLimitBytes"),
        ClusterPerConnectionBufferLimitBytes = fields.Int32OrNull("clusterPerConnectionBufferLimitBytes"),
        HttpIdleTimeout = fields.Duration("httpIdleTimeout"),
        HttpMaxConnectionDuration = fields.Duration("httpMaxConnectionDuration"),
        HttpDrainTimeout = fields.Duration("httpDrainTimeout"),
        HttpRequestTimeout = fields.Duration("httpRequestTimeout"),
        HttpRequestHeadersTimeout = fields.Duration("httpRequestHeadersTimeout"),
        HttpStreamIdleTimeout = fields.Duration("httpStreamIdleTimeout"),
        HttpMaxStreamDuration = fields.Duration("httpMaxStreamDuration"),
        HttpMaxConcurrentStreams = fields.Int32OrNull("httpMaxConcurrentStreams"),
        Http2InitialStreamWindowSize = fields.Int32OrNull("http2InitialStreamWindowSize"),
        Http2InitialConnectionWindowSize = fields.Int32OrNull("http2InitialConnectionWindowSize"),
        HttpHeadersWithUnderscoresAction = fields.Enum<HeadersWithUnderscoresAction>("httpHeadersWithUnderscoresAction"),
        HttpMergeSlashes = fields.FlagOrNull("httpMergeSlashes"),
        HttpPathWithEscapedSlashesAction = fields.Enum<PathWithEscapedSlashesAction>("httpPathWithEscapedSlashesAction"),
        ListenerConnectionLimit = fields.Int32OrNull("listenerConnectionLimit"),
        GlobalDownstreamConnectionLimit = fields.Int32OrNull("globalDownstreamConnectionLimit"),
    };
}
