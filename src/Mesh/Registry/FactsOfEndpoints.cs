namespace MeshActors.Mesh.Registry;

/// <summary>Extracts from a service's endpoints what the mesh view carries.</summary>
internal static class FactsOfEndpoints
{
    private const string MutualTls = "istio";

    public static ServiceFacts Of(IReadOnlyList<Service> services, IReadOnlyList<Endpoint> endpoints)
    {
        if (endpoints.Count == 0)
        {
            return ServiceFacts.None;
        }

        var accounts = new SortedSet<string>(StringComparer.Ordinal);
        var ports = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            if (endpoint.ServiceAccount.Length > 0)
            {
                accounts.Add(endpoint.ServiceAccount);
            }

            var mutual = endpoint.TlsMode == MutualTls;
            ports[endpoint.ServicePortName] = mutual && ports.GetValueOrDefault(endpoint.ServicePortName, true);
        }

        return new()
        {
            ServiceAccounts = [.. accounts],
            InlineEndpoints = services.Any(NeedsEndpoints) ? endpoints : [],
            MutualTlsPorts = [.. ports.Where(port => port.Value).Select(port => port.Key)],
        };
    }

    /// <summary>
    /// Headless services become listeners and names by their pods, DNS services clusters; and where no selector tells whose
    /// endpoints they are, a proxy is recognised by its address.
    /// </summary>
    private static bool NeedsEndpoints(Service service) =>
        service.IsDns || service.Resolution == Resolution.Passthrough || service.Selector.Count == 0;
}
