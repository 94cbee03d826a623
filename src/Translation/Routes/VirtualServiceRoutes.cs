using System.Globalization;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using RouteMatch = Envoy.Config.Route.V3.RouteMatch;

namespace MeshActors.Translation.Routes;

/// <summary>The routes of a VirtualService.</summary>
internal static class VirtualServiceRoutes
{
    public static EncodedRoute[] Encode(RouteInputs inputs, RouteMemos memos)
    {
        var metadata = RouteMetadata.Encode(inputs.Config);
        List<EncodedRoute> routes = [];
        foreach (var (http, match, target) in Chosen(inputs))
        {
            routes.Add(PlainForwards.Covers(inputs, http, match, http.Route.Count == 1 ? inputs.Targets[target] : null)
                ? EncodedRoute.Plain(inputs, http, match, inputs.Targets[target].Cluster, metadata, memos.DefaultActionOf(new(http.Retries ?? inputs.DefaultRetries, null)))
                : EncodedRoute.Of(Build(inputs, http, match, target), metadata));
            if (routes[^1].IsCatchAll)
            {
                break;
            }
        }

        return [.. routes];
    }

    /// <summary>The routes but for their metadata, which tells where they are from.</summary>
    public static List<Route> Build(RouteInputs inputs)
    {
        List<Route> routes = [];
        foreach (var (http, match, target) in Chosen(inputs))
        {
            routes.Add(Build(inputs, http, match, target));
            if (RouteMatches.IsCatchAll(routes[^1].Match))
            {
                break;
            }
        }

        return routes;
    }

    /// <summary>The chosen routes and matches, and where each one's targets begin.</summary>
    private static IEnumerable<(HttpRoute Http, HttpMatchRequest? Match, int FirstTarget)> Chosen(RouteInputs inputs)
    {
        var http = inputs.Config.Spec.Http;
        var target = 0;
        var previous = -1;
        for (var i = 0; i < inputs.Choices.Count; i++)
        {
            // Targets are listed once a route, whatever the number of its matches.
            var choice = inputs.Choices[i];
            if (previous >= 0 && choice.Route != previous)
            {
                target += RouteTargets.Of(http[previous]).Count();
            }

            previous = choice.Route;
            yield return (http[choice.Route], choice.Match == RouteChoice.NoMatch ? null : http[choice.Route].Match[choice.Match], target);
        }
    }

    private static Route Build(RouteInputs inputs, HttpRoute http, HttpMatchRequest? match, int firstTarget)
    {
        var route = new Route
        {
            Name = match is { Name.Length: > 0 } ? $"{http.Name}.{match.Name}" : http.Name,
            Match = RouteMatches.Of(inputs.Config, match),
            StatPrefix = match?.StatPrefix ?? "",
        };
        var mutations = http.Headers is null ? null : HeaderMutations.Of(http.Headers);
        if (mutations is not null)
        {
            route.RequestHeadersToAdd.Add(mutations.RequestAdd);
            route.RequestHeadersToRemove.Add(mutations.RequestRemove);
            route.ResponseHeadersToAdd.Add(mutations.ResponseAdd);
            route.ResponseHeadersToRemove.Add(mutations.ResponseRemove);
        }

        if (http.Redirect is not null)
        {
            RouteAnswers.SetRedirect(route, http.Redirect, inputs.Port, inputs.IsTls);
        }
        else if (http.DirectResponse is not null)
        {
            RouteAnswers.SetDirectResponse(route, http.DirectResponse);
        }
        else
        {
            RouteForwarding.Set(route, http, inputs, mutations?.Authority ?? "", firstTarget);
        }

        route.Decorator = new() { Operation = Operation(route, inputs) };
        if (http.Fault is not null)
        {
            route.TypedPerFilterConfig[RouteFilters.FaultFilter] = EnvoyAny.Pack(RouteFilters.Fault(http.Fault));
        }

        if (http.CorsPolicy is not null)
        {
            route.TypedPerFilterConfig[RouteFilters.CorsFilter] = EnvoyAny.Pack(RouteFilters.Cors(http.CorsPolicy));
        }

        if (http.Redirect is null && http.DirectResponse is null
            && PersistentSession.Choose(RouteTargets.Forwarding(http, inputs.Targets, firstTarget).Select(target => target.Session)) is { } session)
        {
            route.TypedPerFilterConfig[PersistentSession.FilterName] = session.PerRoute();
        }

        if (inputs.OffersHttp3)
        {
            route.ResponseHeadersToAdd.Add(HeaderMutations.AlternativeService(inputs.Port));
        }

        return route;
    }

    /// <summary>
    /// The name of the operation in traces: destination and path, or the VirtualService's name where the destination is not one.
    /// </summary>
    private static string Operation(Route route, RouteInputs inputs)
    {
        var path = route.Match.PathSpecifierCase switch
        {
            RouteMatch.PathSpecifierOneofCase.Prefix => route.Match.Prefix + "*",
            RouteMatch.PathSpecifierOneofCase.Path => route.Match.Path,
            RouteMatch.PathSpecifierOneofCase.SafeRegex => route.Match.SafeRegex.Regex,
            _ => "/*",
        };
        return route.Route_ is { HasCluster: true } action && Naming.TryParse(action.Cluster, out var cluster)
            ? string.Create(CultureInfo.InvariantCulture, $"{cluster.Hostname}:{cluster.Port}{path}")
            : string.Create(CultureInfo.InvariantCulture, $"{inputs.Config.Meta.Name}:{inputs.Port}{path}");
    }
}
