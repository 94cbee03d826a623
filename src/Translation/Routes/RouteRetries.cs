using System.Collections.Frozen;
using System.Globalization;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Retry.Host.PreviousHosts.V3;
using Envoy.Extensions.Retry.Priority.PreviousPriorities.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Routes;

/// <summary>Retry policies of routes.</summary>
internal static class RouteRetries
{
    private const int DefaultAttempts = 2;
    private const string DefaultConditions = "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes";

    /// <summary>A request that was reset before the application saw it may be sent again whatever its method.</summary>
    private const string DefaultInboundConditions = "reset-before-request";

    private const string StatusCodesCondition = "retriable-status-codes";

    private static readonly Any PreviousHosts = EnvoyAny.Pack(new PreviousHostsPredicate());
    private static readonly Any PreviousPriorities = EnvoyAny.Pack(new PreviousPrioritiesConfig { UpdateFrequency = 2 });

    /// <summary>The numbers that are status codes of HTTP; others in a list of conditions stay conditions.</summary>
    private static readonly FrozenSet<int> StatusCodes = Enumerable.Empty<int>()
        .Concat(Enumerable.Range(100, 4))
        .Concat(Enumerable.Range(200, 9)).Append(226)
        .Concat(Enumerable.Range(300, 6)).Concat([307, 308])
        .Concat(Enumerable.Range(400, 19)).Concat(Enumerable.Range(421, 6)).Concat([428, 429, 431, 451])
        .Concat(Enumerable.Range(500, 9)).Concat([510, 511])
        .ToFrozenSet();

    /// <param name="policy">The route's policy, or the mesh's where it has none; null for Istio's default.</param>
    /// <param name="isHashed">With a consistent hash a retry may go to the same host again.</param>
    /// <returns>Null where the policy asks for no retries.</returns>
    public static RetryPolicy? Outbound(HttpRetry? policy, bool isHashed) =>
        policy is null && !isHashed ? Default : Make(policy, isHashed);

    // Shared by most routes: nobody changes it, and there are no maps in it to be sorted.
    private static readonly RetryPolicy Default = Make(null, isHashed: false)!;

    private static RetryPolicy? Make(HttpRetry? policy, bool isHashed)
    {
        if (policy is { Attempts: <= 0 })
        {
            return null;
        }

        var retry = new RetryPolicy
        {
            NumRetries = (uint)(policy?.Attempts ?? DefaultAttempts),
            RetryOn = DefaultConditions,
            HostSelectionRetryMaxAttempts = 5,
        };
        if (policy?.RetryIgnorePreviousHosts ?? !isHashed)
        {
            retry.RetryHostPredicate.Add(new RetryPolicy.Types.RetryHostPredicate
            {
                Name = "envoy.retry_host_predicates.previous_hosts",
                TypedConfig = PreviousHosts,
            });
        }

        if (policy is null)
        {
            return retry;
        }

        SetConditions(retry, policy);
        retry.PerTryTimeout = policy.PerTryTimeout.ToProto();
        if (policy.RetryRemoteLocalities == true)
        {
            retry.RetryPriority = new()
            {
                Name = "envoy.retry_priorities.previous_priorities",
                TypedConfig = PreviousPriorities,
            };
        }

        return retry;
    }

    /// <summary>Inbound routes have one cluster with one host: nothing that is about choosing hosts applies.</summary>
    public static RetryPolicy? Inbound(HttpRetry? policy)
    {
        if (policy is { Attempts: <= 0 })
        {
            return null;
        }

        var retry = new RetryPolicy { NumRetries = (uint)(policy?.Attempts ?? DefaultAttempts), RetryOn = DefaultInboundConditions };
        if (policy is not null)
        {
            SetConditions(retry, policy);
        }

        return retry;
    }

    private static void SetConditions(RetryPolicy retry, HttpRetry policy)
    {
        if (policy.Backoff is { } backoff)
        {
            retry.RetryBackOff = new() { BaseInterval = backoff.ToProto() };
        }

        if (policy.RetryOn.Length == 0)
        {
            return;
        }

        List<string> conditions = [];
        foreach (var part in policy.RetryOn.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) && StatusCodes.Contains(code))
            {
                retry.RetriableStatusCodes.Add((uint)code);
            }
            else
            {
                conditions.Add(part);
            }
        }

        retry.RetryOn = string.Join(',', conditions);
        if (retry.RetriableStatusCodes.Count > 0 && !retry.RetryOn.Contains(StatusCodesCondition, StringComparison.Ordinal))
        {
            retry.RetryOn += "," + StatusCodesCondition;
        }
    }
}
