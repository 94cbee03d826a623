using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>Which of a service's endpoints answer a query.</summary>
internal static class EndpointSelection
{
    public static bool Includes(EndpointQuery query, Endpoint endpoint) =>
        IsOnPort(query, endpoint)
        && IsInSubset(query, endpoint)
        && IsInSight(query, endpoint)
        && HasUsableHealth(query, endpoint)
        && (query.Self is null || IsLike(query.Self, endpoint));

    private static bool IsOnPort(EndpointQuery query, Endpoint endpoint)
    {
        if (query.InlinePort > 0)
        {
            return endpoint.ServicePortNumber == query.InlinePort;
        }

        // Names cannot stand in a load assignment, but a socket (port 0) and an address that a gateway will replace can.
        return endpoint.ServicePortName == query.PortName
            && (endpoint.Port == 0 || endpoint.FirstAddress.Length == 0 || IpText.IsAddress(endpoint.FirstAddress));
    }

    private static bool IsInSubset(EndpointQuery query, Endpoint endpoint)
    {
        foreach (var (name, value) in query.SubsetLabels)
        {
            if (!endpoint.Labels.TryGetValue(name, out var found) || found != value)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInSight(EndpointQuery query, Endpoint endpoint) =>
        (query.OnlyCluster is null || query.OnlyCluster == endpoint.ClusterId)
        && (query.OnlyNode is null || query.OnlyNode == endpoint.NodeName)
        && (query.Networks.Count == 0 || endpoint.Network.Length == 0 || query.Networks.Contains(endpoint.Network));

    private static bool HasUsableHealth(EndpointQuery query, Endpoint endpoint)
    {
        if (endpoint.Health == EndpointHealth.Terminating || (endpoint.Health == EndpointHealth.Unhealthy && !query.KeepsUnhealthy))
        {
            return false;
        }

        return query.KeepsDraining || !IsDraining(endpoint);
    }

    /// <summary>By its own state, or because somebody labelled its workload so.</summary>
    public static bool IsDraining(Endpoint endpoint) =>
        endpoint.Health == EndpointHealth.Draining || endpoint.Labels.GetValueOrDefault(WellKnownLabels.Draining) is { Length: > 0 };

    private static bool IsLike(SelfDiscovery self, Endpoint endpoint) =>
        self.WorkloadName == endpoint.WorkloadName
        && self.PodTemplateHash == (endpoint.Labels.GetValueOrDefault(WellKnownLabels.PodTemplateHash) ?? "")
        && self.RolloutsPodTemplateHash == (endpoint.Labels.GetValueOrDefault(WellKnownLabels.RolloutsPodTemplateHash) ?? "")
        && self.Region == LocalityPatterns.Parse(endpoint.Locality).Region;
}
