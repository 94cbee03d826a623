using MeshActors.Mesh.Registry.Networks;

namespace MeshActors.Translation.Endpoints;

/// <summary>Replaces endpoints of other networks by the gateways to them, which take over their weights.</summary>
internal static class NetworkSplit
{
    public static LocalityEndpoints Apply(LocalityEndpoints locality, NetworkPaths paths)
    {
        var kept = new List<WeightedEndpoint>(locality.Endpoints.Count);
        var gatewayWeights = new Dictionary<NetworkGateway, uint>();
        foreach (var endpoint in locality.Endpoints)
        {
            var weight = (uint)Math.Min(uint.MaxValue, (ulong)endpoint.Weight * paths.Scale);
            if (paths.To(endpoint.Source!) is not { } gateways)
            {
                // An empty address is that of a workload which only its network's gateway can reach.
                if (endpoint.Source!.FirstAddress.Length > 0)
                {
                    kept.Add(endpoint with { Weight = weight });
                }

                continue;
            }

            // Gateways forward by SNI, so what is not mutual TLS cannot pass them.
            if (gateways.Count == 0 || !endpoint.IsMutual)
            {
                continue;
            }

            foreach (var gateway in gateways)
            {
                gatewayWeights[gateway] = gatewayWeights.GetValueOrDefault(gateway) + (weight / (uint)gateways.Count);
            }
        }

        foreach (var (gateway, weight) in gatewayWeights.OrderBy(g => g.Key.Address, StringComparer.Ordinal).ThenBy(g => g.Key.Port))
        {
            kept.Add(WeightedEndpoint.Of(gateway, Math.Max(1, weight)));
        }

        return new(locality.Locality, kept) { Priority = locality.Priority };
    }
}
