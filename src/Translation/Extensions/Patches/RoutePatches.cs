using Envoy.Config.Route.V3;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Patches of a route configuration and of all that is in it.</summary>
internal static class RoutePatches
{
    /// <inheritdoc cref="RouteConditions.Matches(CompiledPatch, PatchContext, string, IReadOnlyCollection{int})"/>
    public static void Apply(RouteConfiguration routes, PatchSet patches, PatchContext context, IReadOnlyCollection<int>? ports)
    {
        foreach (var patch in Matching(ApplyTo.RouteConfiguration).Where(patch => patch.IsMerge))
        {
            ProtoMerge.Merge(routes, patch.Value<RouteConfiguration>(), patch.Operation == PatchOperation.MergeAndReplaceList);
        }

        var ofHosts = Matching(ApplyTo.VirtualHost);
        var ofRoutes = Matching(ApplyTo.HttpRoute);
        var removed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < routes.VirtualHosts.Count; i++)
        {
            if (Patch(routes.VirtualHosts[i], ofHosts) is { } host)
            {
                routes.VirtualHosts[i] = host;
                PatchRoutes(host, ofRoutes);
            }
            else
            {
                removed.Add(routes.VirtualHosts[i].Name);
            }
        }

        routes.VirtualHosts.AddRange(ofHosts.Where(patch => patch.Operation == PatchOperation.Add).Select(patch => patch.Value<VirtualHost>()));
        OrderedPatches.RemoveAll(routes.VirtualHosts, host => removed.Contains(host.Name));

        List<CompiledPatch> Matching(ApplyTo target) =>
            [.. patches.For(target, context).Where(patch => RouteConditions.Matches(patch, context, routes.Name, ports))];
    }

    // Null where the host is to be removed.
    private static VirtualHost? Patch(VirtualHost host, List<CompiledPatch> patches)
    {
        foreach (var patch in patches)
        {
            if (!RouteConditions.Matches(patch, host))
            {
                continue;
            }

            switch (patch.Operation)
            {
                case PatchOperation.Remove:
                    return null;
                case PatchOperation.Replace:
                    host = patch.Value<VirtualHost>();
                    break;
                case PatchOperation.Merge or PatchOperation.MergeAndReplaceList:
                    ProtoMerge.Merge(host, patch.Value<VirtualHost>(), patch.Operation == PatchOperation.MergeAndReplaceList);
                    break;
                default:
                    break;
            }
        }

        return host;
    }

    private static void PatchRoutes(VirtualHost host, List<CompiledPatch> patches)
    {
        var matching = patches.FindAll(patch => RouteConditions.Matches(patch, host));
        if (matching.Count == 0)
        {
            return;
        }

        OrderedPatches.RemoveAll(host.Routes, route => !Merge(route, matching));
        foreach (var patch in matching)
        {
            Insert(host, patch);
        }
    }

    // False where the route is to be removed.
    private static bool Merge(Route route, List<CompiledPatch> patches)
    {
        foreach (var patch in patches.Where(patch => RouteConditions.Matches(patch, route)))
        {
            if (patch.Operation == PatchOperation.Remove)
            {
                return false;
            }

            if (patch.IsMerge)
            {
                ProtoMerge.Merge(route, patch.Value<Route>(), patch.Operation == PatchOperation.MergeAndReplaceList);
            }
        }

        return true;
    }

    private static void Insert(VirtualHost host, CompiledPatch patch)
    {
        switch (patch.Operation)
        {
            // The route that is named must be there, but does not tell the place.
            case PatchOperation.InsertFirst
                when RouteConditions.NamesRoute(patch) && OrderedPatches.IndexOf(host.Routes, route => RouteConditions.Matches(patch, route)) < 0:
                break;
            case PatchOperation.Add or PatchOperation.InsertFirst or PatchOperation.InsertAfter or PatchOperation.InsertBefore:
                OrderedPatches.Apply(host.Routes, patch, RouteConditions.NamesRoute(patch), route => RouteConditions.Matches(patch, route));
                break;
            default:
                break;
        }
    }
}
