using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.View;
using RouteMatch = Envoy.Config.Route.V3.RouteMatch;

namespace MeshActors.Translation.Routes;

/// <summary>The conditions of routes.</summary>
internal static class RouteMatches
{
    /// <param name="config">The VirtualService: those made of Ingresses and Gateway API routes match prefixes by path segments.</param>
    /// <param name="match">Null matches everything.</param>
    public static RouteMatch Of(Config<VirtualService> config, HttpMatchRequest? match)
    {
        if (match is null)
        {
            return new() { Prefix = "/" };
        }

        var route = new RouteMatch();
        SetPath(route, match.Uri, RouteSemantics.IsGatewayApi(config) || RouteSemantics.IsIngress(config));
        AddHeaders(route, match);
        route.CaseSensitive = !match.IgnoreUriCase;
        AddPseudoHeader(route, ":method", match.Method);
        AddPseudoHeader(route, ":authority", match.Authority);
        AddPseudoHeader(route, ":scheme", match.Scheme);
        foreach (var (name, value) in match.QueryParams.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            route.QueryParameters.Add(QueryParameter(name, value));
        }

        return route;
    }

    /// <summary>Whether no request gets past the route: any path, and no other condition.</summary>
    public static bool IsCatchAll(RouteMatch match)
    {
        var anyPath = match.PathSpecifierCase switch
        {
            RouteMatch.PathSpecifierOneofCase.Prefix => match.Prefix == "/",
            RouteMatch.PathSpecifierOneofCase.PathSeparatedPrefix => match.PathSeparatedPrefix == "/",
            RouteMatch.PathSpecifierOneofCase.SafeRegex => match.SafeRegex.Regex == ".*",
            _ => false,
        };
        return anyPath && match.Headers.Count == 0 && match.QueryParameters.Count == 0 && match.DynamicMetadata.Count == 0;
    }

    private static void SetPath(RouteMatch route, StringMatch? uri, bool bySegments)
    {
        switch (uri)
        {
            case { Exact: { } exact }:
                route.Path = exact;
                break;
            case { Prefix: { } prefix } when bySegments && prefix != "/":
                route.PathSeparatedPrefix = prefix.EndsWith('/') ? prefix[..^1] : prefix;
                break;
            case { Prefix: { } prefix }:
                route.Prefix = prefix;
                break;
            case { Regex: { } regex }:
                route.SafeRegex = new() { Regex = regex };
                break;
            default:
                route.Prefix = "/";
                break;
        }
    }

    private static void AddHeaders(RouteMatch route, HttpMatchRequest match)
    {
        // Wanted headers go before unwanted ones of the same name, and claims are not sorted across the two.
        var conditions = match.Headers.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value, Invert: false))
            .Concat(match.WithoutHeaders.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value, Invert: true)));
        List<HeaderMatcher> headers = [];
        foreach (var (name, value, invert) in conditions)
        {
            if (JwtClaimMatches.Of(name, StringMatchers.Of(value)) is { } claim)
            {
                claim.Invert = invert;
                route.DynamicMetadata.Add(claim);
                continue;
            }

            var header = Header(name, value);
            header.InvertMatch = invert;

            // An absent header does not have the value either; Envoy refuses this together with a test for presence.
            header.TreatMissingHeaderAsEmpty = invert && !StringMatchers.IsPresence(value);
            headers.Add(header);
        }

        route.Headers.Add(headers.OrderBy(header => header.Name, StringComparer.Ordinal));
    }

    private static void AddPseudoHeader(RouteMatch route, string name, StringMatch? value)
    {
        if (value is not null)
        {
            route.Headers.Add(Header(name, value));
        }
    }

    private static HeaderMatcher Header(string name, StringMatch value) => StringMatchers.IsPresence(value)
        ? new() { Name = name, PresentMatch = true }
        : new() { Name = name, StringMatch = StringMatchers.Of(value) };

    private static QueryParameterMatcher QueryParameter(string name, StringMatch value) => StringMatchers.IsPresence(value)
        ? new() { Name = name, PresentMatch = true }
        : new() { Name = name, StringMatch = StringMatchers.Of(value) };
}
