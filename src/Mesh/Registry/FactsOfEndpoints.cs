namespace MeshActors.Mesh.Registry;

/// <summary>Extracts from a service's endpoints what the mesh view carries.</summary>
internal static class FactsOfEndpoints
{
    public static ServiceFacts Of(IReadOnlyList<Service> services, IReadOnlyList<Endpoint> endpoints)
    {
        if (endpoints.Count == 0)
        {
            return ServiceFacts.None;
        }

        var accounts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            if (endpoint.ServiceAccount.Length > 0)
            {
                accounts.Add(endpoint.ServiceAccount);
            }
        }

        return new()
        {
            ServiceAccounts = [.. accounts],
            InlineEndpoints = services.Any(NeedsEndpoints) ? endpoints : [],
        };
    }

    /// <summary>
    /// Headless services become listeners and names by their pods, DNS services clusters; and where no selector tells whose
    /// endpoints they are, a proxy is recognised by its address.
    /// </summary>
    private static bool NeedsEndpoints(Service service) =>
        service.IsDns || service.Resolution == Resolution.Passthrough || service.Selector.Count == 0;
}
