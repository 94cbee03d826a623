namespace MeshActors.Mesh.Registry;

/// <summary>Extracts from a service's endpoints what the mesh view carries.</summary>
internal static class FactsOfEndpoints
{
    private const string NoMutualTls = "disabled";

    public static ServiceFacts Of(IReadOnlyList<Service> services, IReadOnlyList<Endpoint> endpoints)
    {
        if (endpoints.Count == 0)
        {
            return ServiceFacts.None;
        }

        var accounts = new SortedSet<string>(StringComparer.Ordinal);
        var mutual = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        var tunnelled = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            if (endpoint.ServiceAccount.Length > 0)
            {
                accounts.Add(endpoint.ServiceAccount);
            }

            // A mode that is not known here may be mutual TLS, as in Istio.
            Narrow(mutual, endpoint.ServicePortName, endpoint.TlsMode != NoMutualTls);
            Narrow(tunnelled, endpoint.ServicePortName, TakesTunnels(endpoint));
        }

        return new()
        {
            ServiceAccounts = [.. accounts],
            InlineEndpoints = services.Any(NeedsEndpoints) ? endpoints : [],
            MutualTlsPorts = [.. mutual.Where(port => port.Value).Select(port => port.Key)],
            TunnelPorts = [.. tunnelled.Where(port => port.Value).Select(port => port.Key)],
        };
    }

    private static void Narrow(SortedDictionary<string, bool> ports, string port, bool holds) =>
        ports[port] = holds && ports.GetValueOrDefault(port, true);

    private static bool TakesTunnels(Endpoint endpoint) =>
        endpoint.Labels.TryGetValue(WellKnownLabels.Tunnel, out var tunnels) && tunnels.Split(',').Contains(WellKnownLabels.HttpTunnel);

    /// <summary>
    /// Headless services become listeners and names by their pods, DNS services clusters; and where no selector tells whose
    /// endpoints they are, a proxy is recognised by its address.
    /// </summary>
    private static bool NeedsEndpoints(Service service) =>
        service.IsDns || service.Resolution == Resolution.Passthrough || service.Selector.Count == 0;
}
