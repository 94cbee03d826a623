using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Endpoints;

/// <summary>Weights or priorities that endpoints get by where they are, as seen from one place. Compared by value.</summary>
public sealed record LocalityPlan
{
    /// <summary>Where the proxy is.</summary>
    public ProxyLocality From { get; init; }

    /// <summary>Weights in percent by locality pattern; places that none matches drop out. Null where traffic is not distributed.</summary>
    public ValueList<KeyValuePair<string, uint>>? Weights { get; init; }

    /// <summary>
    /// Labels by which endpoints are ranked, each with the value that the proxy (or an override) has; the first counts most.
    /// </summary>
    public ValueList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>
    /// Whether the first of <see cref="Labels"/> is the network's, written without a value: it then ranks below all others.
    /// </summary>
    public bool RanksNetworkFirst { get; init; }

    /// <summary>Whether places are ranked by region, zone and subzone.</summary>
    public bool RanksPlaces { get; init; }

    /// <summary>Whether places are ranked by region alone, since zones are balanced by Envoy itself (zone-aware routing).</summary>
    public bool RanksRegionsOnly { get; init; }

    /// <summary>The region that is next after the proxy's own; null where none is named.</summary>
    public string? FailoverTo { get; init; }
}
