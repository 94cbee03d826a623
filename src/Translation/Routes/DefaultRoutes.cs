using Envoy.Config.Route.V3;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Routes;

/// <summary>Routes where no VirtualService says otherwise.</summary>
internal static class DefaultRoutes
{
    public const string Name = "default";

    /// <param name="cluster">Where everything goes.</param>
    /// <param name="operation">The name of the operation in traces.</param>
    /// <param name="retries">The mesh's retry policy.</param>
    /// <param name="hash">How the cluster's consistent hash finds its key; null without one.</param>
    public static Route Outbound(string cluster, string operation, HttpRetry? retries, ConsistentHashLb? hash)
    {
        var action = new RouteAction { Cluster = cluster, RetryPolicy = RouteRetries.Outbound(retries, isHashed: false) };
        RouteForwarding.SetTimeout(action, null, isProxylessGrpc: false);
        if (HashPolicies.Of(hash) is { } policy)
        {
            action.HashPolicy.Add(policy);
        }

        return ToEverything(operation, action);
    }

    /// <param name="cluster">The inbound cluster.</param>
    /// <param name="operation">The name of the operation in traces.</param>
    /// <param name="retries">The mesh's policy for inbound retries.</param>
    /// <param name="isGrpc">Streams must not be retried.</param>
    public static Route Inbound(string cluster, string operation, HttpRetry? retries, bool isGrpc)
    {
        var none = TimeSpan.Zero.ToProto();
        var action = new RouteAction
        {
            Cluster = cluster,
            Timeout = none,
            MaxStreamDuration = new() { MaxStreamDuration_ = none, GrpcTimeoutHeaderMax = none },
            RetryPolicy = isGrpc ? null : RouteRetries.Inbound(retries),
        };
        return ToEverything(operation, action);
    }

    private static Route ToEverything(string operation, RouteAction action) => new()
    {
        Name = Name,
        Match = new() { Prefix = "/" },
        Decorator = new() { Operation = operation },
        Route_ = action,
    };
}
