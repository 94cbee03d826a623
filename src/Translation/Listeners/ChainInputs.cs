using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Listeners;

/// <summary>The whole input of one filter chain of an outbound or gateway listener: what it matches, and what it does.</summary>
internal sealed record ChainInputs
{
    private const string Any = "*";

    public ValueList<string> SniHosts { get; init; } = [];

    public ValueList<string> DestinationRanges { get; init; } = [];

    public ValueList<string> ApplicationProtocols { get; init; } = [];

    public string TransportProtocol { get; init; } = "";

    /// <summary>The path of the configuration object that shaped the chain.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The TLS that ends here.</summary>
    public ServerTlsSettings? Tls { get; init; }

    /// <summary>Either this or <see cref="Tcp"/>.</summary>
    public HttpChain? Http { get; init; }

    public TcpChain? Tcp { get; init; }

    /// <summary>Whether every connection matches.</summary>
    public bool MatchesAll =>
        (SniHosts.Count == 0 || SniHosts.Contains(Any))
        && ApplicationProtocols.Count == 0 && TransportProtocol.Length == 0 && DestinationRanges.Count == 0;

    /// <summary>Whether both match the same connections, which Envoy would reject.</summary>
    public bool ConflictsWith(ChainInputs other) =>
        TransportProtocol == other.TransportProtocol
        && ApplicationProtocols.Equals(other.ApplicationProtocols)
        && Names(SniHosts).SetEquals(Names(other.SniHosts))
        && Ranges(DestinationRanges).SetEquals(Ranges(other.DestinationRanges));

    private static HashSet<string> Names(ValueList<string> hosts) => [.. hosts.Where(host => host != Any)];

    // Ranges that differ in host bits only are the same.
    private static HashSet<string> Ranges(ValueList<string> ranges) =>
    [
        .. ranges.Select(AddressRanges.Parse)
            .OfType<System.Net.IPNetwork>()
            .Where(range => !range.BaseAddress.Equals(System.Net.IPAddress.Any))
            .Select(range => range.ToString()),
    ];
}
