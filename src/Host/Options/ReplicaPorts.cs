namespace MeshActors.Host.Options;

/// <summary>Where a replica listens; istiod's ports, and one more for the link. A port of 0 takes a free one.</summary>
internal sealed record ReplicaPorts
{
    /// <summary>Readiness and debug.</summary>
    public int Http { get; init; } = 8080;

    /// <summary>xDS in clear text.</summary>
    public int Xds { get; init; } = 15010;

    /// <summary>xDS over TLS.</summary>
    public int SecureXds { get; init; } = 15012;

    /// <summary>Metrics, version and debug.</summary>
    public int Monitoring { get; init; } = 15014;

    /// <summary>Other replicas.</summary>
    public int Link { get; init; } = 15016;

    /// <summary>All ports moved up by so many, but for those that are 0.</summary>
    public ReplicaPorts Shifted(int offset)
    {
        int Shift(int port) => port == 0 ? 0 : port + offset;
        return new()
        {
            Http = Shift(Http),
            Xds = Shift(Xds),
            SecureXds = Shift(SecureXds),
            Monitoring = Shift(Monitoring),
            Link = Shift(Link),
        };
    }
}
