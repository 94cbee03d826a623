using MeshActors.Mesh.Networking;

namespace MeshActors.Mesh.View;

/// <summary>Lays what a user wrote over what a Gateway API backend policy says, whichever of them is older.</summary>
internal static class BackendPolicyMerge
{
    public static TrafficPolicy? Merge(TrafficPolicy? user, TrafficPolicy? backend)
    {
        if (user is null || backend is null)
        {
            return user ?? backend;
        }

        return user with
        {
            ConnectionPool = user.ConnectionPool ?? backend.ConnectionPool,
            OutlierDetection = user.OutlierDetection ?? backend.OutlierDetection,
            LoadBalancer = user.LoadBalancer ?? backend.LoadBalancer,
            Tls = user.Tls ?? backend.Tls,
            Tunnel = user.Tunnel ?? backend.Tunnel,
            ProxyProtocol = user.ProxyProtocol ?? backend.ProxyProtocol,
            RetryBudget = user.RetryBudget ?? backend.RetryBudget,
            PortLevelSettings = Merge(user.PortLevelSettings, backend.PortLevelSettings),
        };
    }

    private static IReadOnlyList<PortTrafficPolicy> Merge(IReadOnlyList<PortTrafficPolicy> user, IReadOnlyList<PortTrafficPolicy> backend)
    {
        var merged = user.ToList();
        foreach (var policy in backend)
        {
            var at = merged.FindIndex(p => p.Port?.Number == policy.Port?.Number);
            if (at < 0)
            {
                merged.Add(policy);
                continue;
            }

            merged[at] = merged[at] with
            {
                LoadBalancer = merged[at].LoadBalancer ?? policy.LoadBalancer,
                ConnectionPool = merged[at].ConnectionPool ?? policy.ConnectionPool,
                OutlierDetection = merged[at].OutlierDetection ?? policy.OutlierDetection,
                Tls = merged[at].Tls ?? policy.Tls,
            };
        }

        return merged;
    }
}
