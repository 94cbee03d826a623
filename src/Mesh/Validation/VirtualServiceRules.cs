using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Validation;

internal static class VirtualServiceRules
{
    public static void Check(VirtualService spec, List<FieldError> errors)
    {
        // A VirtualService without hosts is a delegate: another one lends it its own.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < spec.Hosts.Count; i++)
        {
            if (spec.Hosts[i].Length == 0)
            {
                errors.Add(new($"spec.hosts[{i}]", "host name cannot be empty"));
            }
            else if (!seen.Add(spec.Hosts[i]))
            {
                errors.Add(new($"spec.hosts[{i}]", $"duplicate host {spec.Hosts[i]}"));
            }
        }

        if (spec.Http.Count == 0 && spec.Tcp.Count == 0 && spec.Tls.Count == 0)
        {
            errors.Add(new("spec", "http, tcp or tls must be provided in virtual service"));
        }

        for (var i = 0; i < spec.Http.Count; i++)
        {
            CheckHttp(spec.Http[i], $"spec.http[{i}]", errors);
        }

        for (var i = 0; i < spec.Tls.Count; i++)
        {
            CheckRoutes(spec.Tls[i].Route, $"spec.tls[{i}]", errors);
        }

        for (var i = 0; i < spec.Tcp.Count; i++)
        {
            CheckRoutes(spec.Tcp[i].Route, $"spec.tcp[{i}]", errors);
        }
    }

    private static void CheckHttp(HttpRoute route, string path, List<FieldError> errors)
    {
        if (route is { Route.Count: 0, Redirect: null, DirectResponse: null, Delegate: null })
        {
            errors.Add(new(path, "HTTP route, redirect, direct_response or delegate is required"));
            return;
        }

        if (route is { Route.Count: > 0, Redirect: not null })
        {
            errors.Add(new(path, "HTTP route cannot contain both route and redirect"));
        }

        CheckDestinations([.. route.Route.Select(r => (r.Destination, r.Weight))], path, errors);
    }

    private static void CheckRoutes(IReadOnlyList<RouteDestination> routes, string path, List<FieldError> errors)
    {
        if (routes.Count == 0)
        {
            errors.Add(new($"{path}.route", "a route needs at least one destination"));
            return;
        }

        CheckDestinations([.. routes.Select(r => (r.Destination, r.Weight))], path, errors);
    }

    private static void CheckDestinations(IReadOnlyList<(Destination? Destination, int Weight)> routes, string path, List<FieldError> errors)
    {
        for (var i = 0; i < routes.Count; i++)
        {
            var (destination, weight) = routes[i];
            if (destination is null or { Host.Length: 0 })
            {
                errors.Add(new($"{path}.route[{i}].destination.host", "destination host name cannot be empty"));
            }

            if (weight < 0)
            {
                errors.Add(new($"{path}.route[{i}].weight", $"weight {weight} < 0"));
            }
        }

        if (routes.Count > 1 && routes.All(route => route.Weight == 0))
        {
            errors.Add(new($"{path}.route", "total destination weight = 0"));
        }
    }
}
