using System.Text.RegularExpressions;
using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Routes;

/// <summary>Routes that go on to clusters.</summary>
internal static class RouteForwarding
{
    /// <param name="route">The route to complete.</param>
    /// <param name="http">What it is made of.</param>
    /// <param name="inputs">The context.</param>
    /// <param name="authority">The authority that the route's headers set; a rewrite goes before it.</param>
    /// <param name="firstTarget">Where the route's targets begin in the inputs.</param>
    public static void Set(Route route, HttpRoute http, RouteInputs inputs, string authority, int firstTarget)
    {
        var action = new RouteAction();
        SetTimeout(action, http.Timeout, inputs.IsProxylessGrpc);
        if (RouteSemantics.IsGatewayApi(inputs.Config))
        {
            // The Gateway API asks for a 500 where a backend does not exist.
            action.ClusterNotFoundResponseCode = RouteAction.Types.ClusterNotFoundResponseCode.InternalServerError;
        }

        if (http.Rewrite is { } rewrite)
        {
            SetRewrite(action, rewrite, route, inputs);
            authority = rewrite.Authority.Length > 0 ? rewrite.Authority : authority;
        }

        if (authority.Length > 0)
        {
            action.HostRewriteLiteral = authority;
        }

        var targets = inputs.Targets;
        var next = firstTarget;
        if (http.Mirror is not null)
        {
            AddMirror(action, targets[next++], MirrorShare(http), inputs.MarksMirrors);
        }

        foreach (var mirror in http.Mirrors)
        {
            AddMirror(action, targets[next++], mirror.Destination is null ? null : Share(mirror.Percentage), inputs.MarksMirrors);
        }

        var isHashed = false;
        if (http.Route.Count == 1)
        {
            isHashed = SetDestination(route, action, http.Route[0], targets[next]);
        }
        else
        {
            SetWeighted(action, http.Route, targets, next);
        }

        action.RetryPolicy = RouteRetries.Outbound(http.Retries ?? inputs.DefaultRetries, isHashed);
        route.Route_ = action;
    }

    /// <summary>No timeout unless one is asked for. gRPC clients read a field of their own.</summary>
    public static void SetTimeout(RouteAction action, TimeSpan? timeout, bool isProxylessGrpc)
    {
        action.Timeout = (timeout ?? TimeSpan.Zero).ToProto();
        if (isProxylessGrpc)
        {
            action.MaxStreamDuration = new() { MaxStreamDuration_ = action.Timeout };
        }
        else
        {
            // The field that replaces it behaves differently for streams; Istio keeps to the old one.
#pragma warning disable CS0612
            action.MaxGrpcTimeout = action.Timeout;
#pragma warning restore CS0612
        }
    }

    private static void SetRewrite(RouteAction action, HttpRewrite rewrite, Route route, RouteInputs inputs)
    {
        action.AppendXForwardedHost = inputs.AppendsForwardedHost;
        if (rewrite.UriRegexRewrite is { } regex)
        {
            action.RegexRewrite = new() { Pattern = new() { Regex = regex.Match }, Substitution = regex.Rewrite };
        }
        else if (rewrite.Uri == "/" && RouteSemantics.IsGatewayApi(inputs.Config))
        {
            // Cutting a prefix off must leave a slash where nothing else is left.
            action.RegexRewrite = new()
            {
                Pattern = new() { Regex = $"^{RegexText.Quote(route.Match.PathSeparatedPrefix)}(/?)(.*)" },
                Substitution = "/\\2",
            };
        }
        else if (rewrite.Uri.Length > 0)
        {
            action.PrefixRewrite = rewrite.Uri;
        }
    }

    /// <returns>Whether the destination is chosen by a consistent hash.</returns>
    private static bool SetDestination(Route route, RouteAction action, HttpRouteDestination destination, RouteTarget target)
    {
        action.Cluster = target.Cluster;
        if (destination.Headers is { } headers)
        {
            var mutations = HeaderMutations.Of(headers);
            route.RequestHeadersToAdd.Add(mutations.RequestAdd);
            route.RequestHeadersToRemove.Add(mutations.RequestRemove);
            route.ResponseHeadersToAdd.Add(mutations.ResponseAdd);
            route.ResponseHeadersToRemove.Add(mutations.ResponseRemove);

            // Envoy would prefer the route's rewrite to that of a weighted cluster, so one destination behaves the same.
            if (mutations.Authority.Length > 0 && action.HostRewriteSpecifierCase == RouteAction.HostRewriteSpecifierOneofCase.None)
            {
                action.HostRewriteLiteral = mutations.Authority;
            }
        }

        AddHash(action, target);
        return target.Hash is not null;
    }

    private static void SetWeighted(RouteAction action, IReadOnlyList<HttpRouteDestination> destinations, IReadOnlyList<RouteTarget> targets, int next)
    {
        action.WeightedClusters = new();
        foreach (var destination in destinations)
        {
            var target = targets[next++];
            if (destination.Weight == 0)
            {
                continue;
            }

            var cluster = new WeightedCluster.Types.ClusterWeight { Name = target.Cluster, Weight = (uint)destination.Weight };
            if (destination.Headers is { } headers)
            {
                var mutations = HeaderMutations.Of(headers);
                cluster.RequestHeadersToAdd.Add(mutations.RequestAdd);
                cluster.RequestHeadersToRemove.Add(mutations.RequestRemove);
                cluster.ResponseHeadersToAdd.Add(mutations.ResponseAdd);
                cluster.ResponseHeadersToRemove.Add(mutations.ResponseRemove);
                if (mutations.Authority.Length > 0)
                {
                    cluster.HostRewriteLiteral = mutations.Authority;
                }
            }

            AddHash(action, target);
            action.WeightedClusters.Clusters.Add(cluster);
        }
    }

    private static void AddHash(RouteAction action, RouteTarget target)
    {
        if (HashPolicies.Of(target.Hash) is { } policy)
        {
            action.HashPolicy.Add(policy);
        }
    }

    private static void AddMirror(RouteAction action, RouteTarget target, RuntimeFractionalPercent? share, bool marked)
    {
        if (share is not null)
        {
            action.RequestMirrorPolicies.Add(new RouteAction.Types.RequestMirrorPolicy
            {
                Cluster = target.Cluster,
                RuntimeFraction = share,
                TraceSampled = false,
                DisableShadowHostSuffixAppend = !marked,
            });
        }
    }

    /// <summary>Null where nothing is to be mirrored: a share of zero was asked for.</summary>
    private static RuntimeFractionalPercent? MirrorShare(HttpRoute http) => http switch
    {
        { MirrorPercentage: not null } => Share(http.MirrorPercentage),
        { MirrorPercent: 0 } => null,
        { MirrorPercent: { } percent } => Fractions.Of((int)percent).ToRuntime(),
        _ => Fractions.Of(100).ToRuntime(),
    };

    private static RuntimeFractionalPercent? Share(Mesh.Networking.Percent? percent) => percent switch
    {
        null => Fractions.Of(100).ToRuntime(),
        { Value: > 0 } => Fractions.Of(percent).ToRuntime(),
        _ => null,
    };
}
