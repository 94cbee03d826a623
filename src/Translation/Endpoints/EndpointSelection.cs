using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>Which of a service's endpoints answer a query.</summary>
internal static class EndpointSelection
{
    public static bool IsOnPort(EndpointQuery query, Endpoint endpoint) => query.InlinePort > 0
        ? endpoint.ServicePortNumber == query.InlinePort
        : endpoint.ServicePortName == query.PortName && EndpointFacts.IsAddressed(endpoint);

    /// <summary>Whether an endpoint of the right port is among them.</summary>
    public static bool Includes(EndpointQuery query, Endpoint endpoint) =>
        IsInSubset(query, endpoint)
        && IsInSight(query, endpoint)
        && HasUsableHealth(query, endpoint)
        && (query.Self is null || IsLike(query.Self, endpoint));

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

        return query.KeepsDraining || !EndpointFacts.IsDraining(endpoint, query.DrainingLabel);
    }

    private static bool IsLike(SelfDiscovery self, Endpoint endpoint) =>
        self.WorkloadName == endpoint.WorkloadName
        && self.PodTemplateHash == (endpoint.Labels.GetValueOrDefault(WellKnownLabels.PodTemplateHash) ?? "")
        && self.RolloutsPodTemplateHash == (endpoint.Labels.GetValueOrDefault(WellKnownLabels.RolloutsPodTemplateHash) ?? "")
        && self.Region == LocalityPatterns.Parse(endpoint.Locality).Region;
}
