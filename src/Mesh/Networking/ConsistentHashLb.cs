using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>Sticky balancing by a hash. At most one hash key and one algorithm is set.</summary>
public sealed record ConsistentHashLb
{
    public string? HttpHeaderName { get; init; }

    public HttpCookie? HttpCookie { get; init; }

    public bool? UseSourceIp { get; init; }

    public string? HttpQueryParameterName { get; init; }

    public RingHash? RingHash { get; init; }

    public MagLev? Maglev { get; init; }

    /// <summary>The older form of the ring hash's own size; zero where unset.</summary>
    public ulong MinimumRingSize { get; init; }

    internal static ConsistentHashLb Read(FieldReader fields) => new()
    {
        HttpHeaderName = fields.TextOrNull("httpHeaderName"),
        HttpCookie = fields.Message("httpCookie", HttpCookie.Read),
        UseSourceIp = fields.FlagOrNull("useSourceIp"),
        HttpQueryParameterName = fields.TextOrNull("httpQueryParameterName"),
        RingHash = fields.Message("ringHash", RingHash.Read),
        Maglev = fields.Message("maglev", MagLev.Read),
        MinimumRingSize = fields.UInt64("minimumRingSize"),
    };
}
