using Envoy.Config.Cluster.V3;
using Envoy.Config.Common.Matcher.V3;
using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Endpoints;
using EnvoyOutlierDetection = Envoy.Config.Cluster.V3.OutlierDetection;
using OutlierDetection = MeshActors.Mesh.Networking.OutlierDetection;

namespace MeshActors.Translation.Clusters;

/// <summary>Outlier detection: only what a rule asks for; Envoy's success-rate ejection stays off.</summary>
internal static class Outliers
{
    public static void Apply(ClusterDraft draft, Service service, OutlierDetection? outlier, MeshFeatures features)
    {
        if (outlier is null)
        {
            return;
        }

        var target = new EnvoyOutlierDetection { EnforcingSuccessRate = 0 };
        if (outlier.Consecutive5xxErrors is { } errors)
        {
            target.Consecutive5Xx = errors;
            target.EnforcingConsecutive5Xx = errors > 0 ? 100u : 0u;
        }

        if (outlier.ConsecutiveGatewayErrors is { } gatewayErrors)
        {
            target.ConsecutiveGatewayFailure = gatewayErrors;
            target.EnforcingConsecutiveGatewayFailure = gatewayErrors > 0 ? 100u : 0u;
        }

        target.Interval = outlier.Interval.ToProto();
        target.BaseEjectionTime = outlier.BaseEjectionTime.ToProto();
        if (outlier.MaxEjectionPercent > 0)
        {
            target.MaxEjectionPercent = (uint)outlier.MaxEjectionPercent;
        }

        if (outlier.SplitExternalLocalOriginErrors)
        {
            target.SplitExternalLocalOriginErrors = true;
            if (outlier.ConsecutiveLocalOriginFailures is > 0 and var failures)
            {
                target.ConsecutiveLocalOriginFailure = failures;
                target.EnforcingConsecutiveLocalOriginFailure = 100;
            }

            target.EnforcingLocalOriginSuccessRate = 0;
        }

        draft.Cluster.OutlierDetection = target;

        // Few workloads behind a service are the rule in Kubernetes: Envoy's panic mode would undo the ejection.
        if (outlier.MinHealthPercent >= 0)
        {
            var percent = UnhealthyEndpoints.AreForced(service, features) ? 0 : outlier.MinHealthPercent;
            // Clusters that bring their own balancing have no such block yet.
            draft.Cluster.CommonLbConfig ??= new();
            draft.Cluster.CommonLbConfig.HealthyPanicThreshold = new() { Value = percent };
        }

        if (outlier.OutlierDetectionHttpErrorCodes is { Count: > 0 } codes)
        {
            draft.HttpOptions.OutlierDetection = new() { ErrorMatcher = StatusMatcher(codes) };
        }
    }

    private static MatchPredicate StatusMatcher(IReadOnlyList<uint> codes)
    {
        var rules = codes.Select(code => new MatchPredicate
        {
            HttpResponseHeadersMatch = new()
            {
                Headers =
                {
                    new HeaderMatcher
                    {
                        Name = ":status",
                        StringMatch = new StringMatcher { Exact = code.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                    },
                },
            },
        }).ToArray();
        return rules.Length == 1 ? rules[0] : new MatchPredicate { OrMatch = new() { Rules = { rules } } };
    }
}
