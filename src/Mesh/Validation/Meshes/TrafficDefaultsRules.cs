using System.Collections.Frozen;
using System.Globalization;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation.Meshes;

/// <summary>Rules of the traffic policies that hold where no rule says anything.</summary>
internal static class TrafficDefaultsRules
{
    private static readonly FrozenSet<string> RetryConditions = FrozenSet.Create(
        StringComparer.Ordinal,
        "5xx",
        "gateway-error",
        "reset",
        "reset-before-request",
        "connect-failure",
        "retriable-4xx",
        "refused-stream",
        "retriable-status-codes",
        "retriable-headers",
        "envoy-ratelimited",
        "http3-post-connect-failure",
        "cancelled",
        "deadline-exceeded",
        "internal",
        "resource-exhausted",
        "unavailable");

    public static void Check(DefaultTrafficPolicy? policy, string path, List<FieldError> errors)
    {
        if (policy?.ConnectionPool is { } pool)
        {
            CheckPool(pool, $"{path}.connectionPool", errors);
        }

        if (policy?.OutlierDetection is { } outlier)
        {
            CheckOutlier(outlier, $"{path}.outlierDetection", errors);
        }
    }

    public static void Check(HttpRetry? retry, string path, List<FieldError> errors)
    {
        if (retry is null)
        {
            return;
        }

        FieldChecks.NotNegative(retry.Attempts, $"{path}.attempts", errors);
        if (retry.Attempts == 0
            && (retry.PerTryTimeout is not null || retry.RetryOn.Length > 0 || retry.RetryRemoteLocalities is not null || retry.Backoff is not null))
        {
            errors.Add(new(path, "retries are configured, and switched off by 0 attempts"));
        }

        FieldChecks.Duration(retry.PerTryTimeout, $"{path}.perTryTimeout", errors);
        FieldChecks.Duration(retry.Backoff, $"{path}.backoff", errors);
        foreach (var condition in retry.RetryOn.Length == 0 ? [] : retry.RetryOn.Split(','))
        {
            if (!RetryConditions.Contains(condition) && !IsStatusCode(condition))
            {
                errors.Add(new($"{path}.retryOn", $"{condition} is no condition of retries"));
            }
        }
    }

    private static bool IsStatusCode(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && code is (>= 100 and <= 103) or (>= 200 and <= 208) or 226 or (>= 300 and <= 305) or 307 or 308 or (>= 400 and <= 418)
            or (>= 421 and <= 426) or 428 or 429 or 431 or 451 or (>= 500 and <= 508) or 510 or 511;

    private static void CheckPool(ConnectionPoolSettings pool, string path, List<FieldError> errors)
    {
        if (pool is { Http: null, Tcp: null })
        {
            errors.Add(new(path, "connection pool must have at least one field"));
        }

        if (pool.Http is { } http)
        {
            FieldChecks.NotNegative(http.Http1MaxPendingRequests, $"{path}.http.http1MaxPendingRequests", errors);
            FieldChecks.NotNegative(http.Http2MaxRequests, $"{path}.http.http2MaxRequests", errors);
            FieldChecks.NotNegative(http.MaxRequestsPerConnection, $"{path}.http.maxRequestsPerConnection", errors);
            FieldChecks.NotNegative(http.MaxRetries, $"{path}.http.maxRetries", errors);
            FieldChecks.NotNegative(http.MaxConcurrentStreams, $"{path}.http.maxConcurrentStreams", errors);
            FieldChecks.Duration(http.IdleTimeout, $"{path}.http.idleTimeout", errors);
            if (http is { H2UpgradePolicy: H2UpgradePolicy.Upgrade, UseClientProtocol: true })
            {
                errors.Add(new($"{path}.http.useClientProtocol", "excludes h2UpgradePolicy UPGRADE"));
            }
        }

        if (pool.Tcp is { } tcp)
        {
            FieldChecks.NotNegative(tcp.MaxConnections, $"{path}.tcp.maxConnections", errors);
            FieldChecks.Duration(tcp.ConnectTimeout, $"{path}.tcp.connectTimeout", errors);
            FieldChecks.Duration(tcp.MaxConnectionDuration, $"{path}.tcp.maxConnectionDuration", errors);
            FieldChecks.Duration(tcp.TcpKeepalive?.Time, $"{path}.tcp.tcpKeepalive.time", errors);
            FieldChecks.Duration(tcp.TcpKeepalive?.Interval, $"{path}.tcp.tcpKeepalive.interval", errors);

            // Less than a millisecond switches it off.
            FieldChecks.Duration(tcp.IdleTimeout is { Ticks: < TimeSpan.TicksPerMillisecond } ? null : tcp.IdleTimeout, $"{path}.tcp.idleTimeout", errors);
        }
    }

    private static void CheckOutlier(OutlierDetection outlier, string path, List<FieldError> errors)
    {
        FieldChecks.Duration(outlier.BaseEjectionTime, $"{path}.baseEjectionTime", errors);
        FieldChecks.Duration(outlier.Interval, $"{path}.interval", errors);
        FieldChecks.Percent(outlier.MaxEjectionPercent, $"{path}.maxEjectionPercent", errors);
        FieldChecks.Percent(outlier.MinHealthPercent, $"{path}.minHealthPercent", errors);
        if (outlier is { SplitExternalLocalOriginErrors: false, ConsecutiveLocalOriginFailures: > 0 })
        {
            errors.Add(new($"{path}.consecutiveLocalOriginFailures", "needs splitExternalLocalOriginErrors"));
        }
    }
}
