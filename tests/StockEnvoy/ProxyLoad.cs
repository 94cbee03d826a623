namespace MeshActors.StockEnvoy;

/// <summary>What became of one proxy's configuration.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="Proxy">The proxy's name in the case.</param>
/// <param name="Clusters">How many clusters are active.</param>
/// <param name="Listeners">How many listeners are active.</param>
/// <param name="Routes">How many route configurations were fetched.</param>
/// <param name="Problems">What was refused, failed or is missing; empty where all that was sent is in use.</param>
public sealed record ProxyLoad(string Case, string Proxy, int Clusters, int Listeners, int Routes, IReadOnlyList<string> Problems);
