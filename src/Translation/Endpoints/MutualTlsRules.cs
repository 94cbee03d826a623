using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// Tells of each endpoint whether clients send it Istio's mutual TLS: as the DestinationRule commands, else where the endpoint
/// has a sidecar and no PeerAuthentication disables it.
/// </summary>
public sealed record MutualTlsRules
{
    /// <summary>What the DestinationRule's TLS mode says; null where it has none and endpoints decide.</summary>
    public bool? Commanded { get; init; }

    /// <summary>Whether the namespace's (or mesh's) policy disables it.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Policies of single workloads, those with precedence first.</summary>
    public ValueList<WorkloadRule> Workloads { get; init; } = [];

    public bool IsOnFor(Endpoint endpoint)
    {
        if (Commanded is { } commanded)
        {
            return commanded;
        }

        if (endpoint.TlsMode != "istio")
        {
            return false;
        }

        foreach (var rule in Workloads)
        {
            if (rule.Selects(endpoint.Labels))
            {
                return !rule.IsDisabledOn(endpoint.Port);
            }
        }

        return !IsDisabled;
    }
}

/// <summary>The one thing about a workload's PeerAuthentication that its clients act on.</summary>
/// <param name="Selector">The workloads.</param>
/// <param name="IsDisabled">Whether mutual TLS is disabled on ports that are not named.</param>
/// <param name="Ports">Ports with a setting of their own, and whether it is disabled there.</param>
public sealed record WorkloadRule(
    ValueList<KeyValuePair<string, string>> Selector, bool IsDisabled, ValueList<KeyValuePair<int, bool>> Ports)
{
    public bool Selects(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (name, value) in Selector)
        {
            if (!labels.TryGetValue(name, out var found) || found != value)
            {
                return false;
            }
        }

        return true;
    }

    public bool IsDisabledOn(int port)
    {
        foreach (var (number, disabled) in Ports)
        {
            if (number == port)
            {
                return disabled;
            }
        }

        return IsDisabled;
    }
}
