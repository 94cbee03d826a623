using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Clusters;

/// <summary>How the levels of a DestinationRule's policy combine.</summary>
public static class TrafficPolicies
{
    /// <summary>
    /// The policy for one port. A port's own settings replace the rule's as a whole: nothing is inherited, absent fields
    /// take their defaults.
    /// </summary>
    public static TrafficPolicy? ForPort(TrafficPolicy? policy, MeshPort port, out bool hasPortLevel)
    {
        hasPortLevel = false;
        if (policy is null)
        {
            return null;
        }

        foreach (var settings in policy.PortLevelSettings)
        {
            if (settings.Port is { } selector && selector.Number == port.Number)
            {
                hasPortLevel = true;
                return new TrafficPolicy
                {
                    ConnectionPool = settings.ConnectionPool,
                    LoadBalancer = settings.LoadBalancer,
                    OutlierDetection = settings.OutlierDetection,
                    Tls = settings.Tls,
                };
            }
        }

        return policy;
    }

    public static TrafficPolicy? ForPort(TrafficPolicy? policy, MeshPort port) => ForPort(policy, port, out _);

    /// <summary>A subset's policy over the rule's: whole blocks replace; a port-level block clears what it does not set.</summary>
    public static TrafficPolicy? ForSubset(TrafficPolicy? rule, TrafficPolicy? subset, MeshPort port)
    {
        rule = ForPort(rule, port);
        if (subset is null)
        {
            return rule;
        }

        subset = ForPort(subset, port, out var hasPortLevel)!;
        if (rule is null)
        {
            return subset;
        }

        return rule with
        {
            PortLevelSettings = [],
            ConnectionPool = hasPortLevel ? subset.ConnectionPool : subset.ConnectionPool ?? rule.ConnectionPool,
            OutlierDetection = hasPortLevel ? subset.OutlierDetection : subset.OutlierDetection ?? rule.OutlierDetection,
            LoadBalancer = hasPortLevel ? subset.LoadBalancer : subset.LoadBalancer ?? rule.LoadBalancer,
            Tls = hasPortLevel ? subset.Tls : subset.Tls ?? rule.Tls,
            Tunnel = subset.Tunnel ?? rule.Tunnel,
            ProxyProtocol = subset.ProxyProtocol ?? rule.ProxyProtocol,
            RetryBudget = subset.RetryBudget ?? rule.RetryBudget,
        };
    }

    /// <summary>Fills blocks that no rule sets from the mesh-wide default policy.</summary>
    public static TrafficPolicy? OverMeshDefault(DefaultTrafficPolicy? mesh, TrafficPolicy? policy)
    {
        if (mesh is null or { ConnectionPool: null, OutlierDetection: null })
        {
            return policy;
        }

        policy ??= new();
        return policy with
        {
            ConnectionPool = policy.ConnectionPool ?? mesh.ConnectionPool,
            OutlierDetection = policy.OutlierDetection ?? mesh.OutlierDetection,
        };
    }
}
