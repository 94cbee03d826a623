using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Listeners;

/// <summary>A cluster and its share of connections.</summary>
internal readonly record struct WeightedCluster(string Name, int Weight);

/// <summary>What a filter chain that hands connections on to clusters consists of.</summary>
internal sealed record TcpChain
{
    public required string StatPrefix { get; init; }

    /// <summary>One cluster, whose weight does not count, or several.</summary>
    public required ValueList<WeightedCluster> Clusters { get; init; }

    /// <summary>Whether connections are split, even if only one cluster has a weight.</summary>
    public bool IsSplit { get; init; }

    public Protocol Protocol { get; init; } = Protocol.Tcp;

    public TimeSpan? IdleTimeout { get; init; }

    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Whether a client's connections stay with one endpoint.</summary>
    public bool HashesSourceIp { get; init; }

    public TunnelSettings? Tunnel { get; init; }

    /// <summary>Whether peers tell each other who they are, as on inbound chains.</summary>
    public bool ExchangesMetadata { get; init; }

    /// <summary>Connections between networks are authorized where they end, not by the gateway that passes them on.</summary>
    public bool WithoutPolicies { get; init; }

    /// <summary>The wildcard host whose names are resolved from SNI.</summary>
    public string? DynamicHost { get; init; }

    /// <summary>The listener's port, for DNS and for extensions.</summary>
    public int Port { get; init; }
}
