using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>Which HTTP routes and matches of a VirtualService count for a proxy.</summary>
internal static class SourceMatch
{
    private static readonly ValueList<RouteChoice> Everything = [new(0, RouteChoice.NoMatch)];
    private static readonly ValueList<RouteChoice> FirstMatch = [new(0, 0)];

    /// <param name="spec">The VirtualService.</param>
    /// <param name="port">The port that clients use.</param>
    /// <param name="gateway">The gateway that routes are made for, or <c>mesh</c>.</param>
    /// <param name="proxyNamespace">The proxy's namespace.</param>
    /// <param name="proxyLabels">The proxy's labels.</param>
    public static ValueList<RouteChoice> Choose(
        VirtualService spec, int port, string gateway, string proxyNamespace, IReadOnlyDictionary<string, string> proxyLabels)
    {
        if (spec.Http is [{ Match: var only }] && only.Count <= 1)
        {
            return only.Count == 0 ? Everything : Counts(only[0], port, gateway, proxyNamespace, proxyLabels) ? FirstMatch : [];
        }

        List<RouteChoice> choices = [];
        for (var i = 0; i < spec.Http.Count; i++)
        {
            var matches = spec.Http[i].Match;
            if (matches.Count == 0)
            {
                choices.Add(new(i, RouteChoice.NoMatch));

                // Nothing gets past a route without matches.
                break;
            }

            for (var m = 0; m < matches.Count; m++)
            {
                if (Counts(matches[m], port, gateway, proxyNamespace, proxyLabels))
                {
                    choices.Add(new(i, m));
                }
            }
        }

        return [.. choices];
    }

    /// <summary>Whether more than the proxy decides which routes and matches count: the port, or the gateway.</summary>
    public static bool DependsOnServer(VirtualService spec)
    {
        foreach (var route in spec.Http)
        {
            foreach (var match in route.Match)
            {
                if (match.Port != 0 || match.Gateways.Count > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A match that names gateways is not narrowed by source labels or namespace.</summary>
    private static bool Counts(
        HttpMatchRequest match, int port, string gateway, string proxyNamespace, IReadOnlyDictionary<string, string> proxyLabels)
    {
        if (match.Port != 0 && match.Port != port)
        {
            return false;
        }

        return match.Gateways.Count > 0
            ? match.Gateways.Contains(gateway)
            : LabelMatch.SubsetOf(match.SourceLabels, proxyLabels)
                && (match.SourceNamespace.Length == 0 || match.SourceNamespace == proxyNamespace);
    }
}
