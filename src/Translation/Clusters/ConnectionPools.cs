using Envoy.Config.Cluster.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using CircuitBreakerThresholds = Envoy.Config.Cluster.V3.CircuitBreakers.Types.Thresholds;

namespace MeshActors.Translation.Clusters;

/// <summary>Connection pools: circuit breakers, timeouts, keep-alive and HTTP limits.</summary>
internal static class ConnectionPools
{
    public static void Apply(ClusterDraft draft, ClusterMeshSettings mesh, ConnectionPoolSettings pool, RetryBudget? retryBudget)
    {
        var thresholds = Unlimited(mesh.Features);
        ApplyRetryBudget(thresholds, retryBudget);
        var cluster = draft.Cluster;
        cluster.ConnectTimeout = mesh.ConnectTimeout.ToProto();

        // Zero stands for "not stated" in this API.
        var http = pool.Http;
        if (http is not null)
        {
            SetPositive(http.Http2MaxRequests, v => thresholds.MaxRequests = v);
            SetPositive(http.Http1MaxPendingRequests, v => thresholds.MaxPendingRequests = v);
            SetPositive(http.MaxRetries, v => thresholds.MaxRetries = v);
        }

        if (pool.Tcp is { } tcp)
        {
            cluster.ConnectTimeout = tcp.ConnectTimeout.ToProto() ?? cluster.ConnectTimeout;
            SetPositive(tcp.MaxConnections, v => thresholds.MaxConnections = v);
        }

        ApplyKeepalive(cluster, mesh.TcpKeepalive);
        ApplyKeepalive(cluster, pool.Tcp?.TcpKeepalive);
        cluster.CircuitBreakers = new() { Thresholds = { thresholds } };
        ApplyHttpLimits(draft, http, pool.Tcp);
        if (http is { UseClientProtocol: true })
        {
            draft.UseDownstreamProtocol();
        }
    }

    private static void ApplyHttpLimits(ClusterDraft draft, HttpSettings? http, TcpSettings? tcp)
    {
        var idle = http?.IdleTimeout ?? tcp?.IdleTimeout;
        var lifetime = tcp?.MaxConnectionDuration;
        var requests = http?.MaxRequestsPerConnection ?? 0;
        var streams = http?.MaxConcurrentStreams ?? 0;
        if (lifetime is null && idle is null && requests <= 0 && streams <= 0 && http?.Http2KeepAlive is null)
        {
            return;
        }

        var common = draft.HttpOptions.CommonHttpProtocolOptions ??= new();
        common.IdleTimeout = idle.ToProto() ?? common.IdleTimeout;
        common.MaxConnectionDuration = lifetime.ToProto() ?? common.MaxConnectionDuration;
        SetPositive(requests, v => common.MaxRequestsPerConnection = v);
        if (draft.ExplicitHttp2 is not { } http2)
        {
            return;
        }

        SetPositive(streams, v => http2.MaxConcurrentStreams = v);
        if (http?.Http2KeepAlive is { } keepalive)
        {
            http2.ConnectionKeepalive = new() { Interval = keepalive.Interval.ToProto(), Timeout = keepalive.Timeout.ToProto() };
        }
    }

    private static void ApplyKeepalive(Cluster cluster, TcpKeepalive? keepalive)
    {
        if (keepalive is null)
        {
            return;
        }

        // An empty message already turns keep-alive on, with the operating system's values.
        var target = (cluster.UpstreamConnectionOptions ??= new() { TcpKeepalive = new() }).TcpKeepalive;
        if (keepalive.Probes > 0)
        {
            target.KeepaliveProbes = keepalive.Probes;
        }

        target.KeepaliveTime = keepalive.Time is { } time ? (uint)time.TotalSeconds : target.KeepaliveTime;
        target.KeepaliveInterval = keepalive.Interval is { } interval ? (uint)interval.TotalSeconds : target.KeepaliveInterval;
    }

    private static void ApplyRetryBudget(CircuitBreakerThresholds thresholds, RetryBudget? budget)
    {
        if (budget is null)
        {
            return;
        }

        thresholds.RetryBudget = new()
        {
            BudgetPercent = new() { Value = budget.Percent ?? 20 },
            BudgetInterval = budget.BudgetInterval.ToProto(),
            MinRetryConcurrency = budget.MinRetryConcurrency > 0 ? budget.MinRetryConcurrency : 3u,
        };
    }

    /// <summary>Envoy's own limits are low enough to break clients during rollouts: Istio lifts them all.</summary>
    public static CircuitBreakerThresholds Unlimited(MeshFeatures features) => new()
    {
        TrackRemaining = features.TracksRemaining,
        MaxRetries = uint.MaxValue,
        MaxRequests = uint.MaxValue,
        MaxConnections = uint.MaxValue,
        MaxPendingRequests = uint.MaxValue,
    };

    private static void SetPositive(int value, Action<uint> set)
    {
        if (value > 0)
        {
            set((uint)value);
        }
    }
}
