using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>Puts the routes of delegate VirtualServices in the place of the routes that delegate to them.</summary>
internal static class DelegateMerge
{
    public static bool HasDelegates(Config<VirtualService> root) => root.Spec.Http.Any(route => route.Delegate is not null);

    /// <summary>The delegates that a root names, in order; null for one that is not there or not exported to the root.</summary>
    public static IReadOnlyList<Config<VirtualService>?> Find(
        Config<VirtualService> root, Func<string, string, Config<VirtualService>?> find, IReadOnlyList<string> defaultExportTo)
    {
        List<Config<VirtualService>?> found = [];
        foreach (var route in root.Spec.Http)
        {
            if (route.Delegate is { } named)
            {
                var ns = named.Namespace.Length > 0 ? named.Namespace : root.Meta.Namespace;
                var leaf = find(ns, named.Name);
                var usable = leaf is { Spec.Hosts.Count: 0 }
                    && ExportScope.Of(leaf.Spec.ExportTo, defaultExportTo, leaf.Meta.Namespace).Includes(root.Meta.Namespace);
                found.Add(usable ? leaf : null);
            }
        }

        return found;
    }

    /// <param name="root">The delegating VirtualService, short names written out.</param>
    /// <param name="delegates">What <see cref="Find"/> gave, short names written out.</param>
    public static Config<VirtualService> Merge(Config<VirtualService> root, IReadOnlyList<Config<VirtualService>?> delegates)
    {
        List<HttpRoute> routes = [];
        var next = 0;
        foreach (var route in root.Spec.Http)
        {
            if (route.Delegate is null)
            {
                routes.Add(route);
                continue;
            }

            foreach (var narrow in delegates[next]?.Spec.Http ?? [])
            {
                if (Merge(route, narrow) is { } merged)
                {
                    routes.Add(merged);
                }
            }

            next++;
        }

        return root with { Spec = root.Spec with { Http = routes } };
    }

    private static HttpRoute? Merge(HttpRoute root, HttpRoute leaf) =>
        HttpMatchMerge.Merge(root.Match, leaf.Match) is { } match
            ? leaf with
            {
                Match = match,
                Name = HttpMatchMerge.JoinNames(root.Name, leaf.Name),
                Rewrite = leaf.Rewrite ?? root.Rewrite,
                DirectResponse = leaf.DirectResponse ?? root.DirectResponse,
                Timeout = leaf.Timeout ?? root.Timeout,
                Retries = leaf.Retries ?? root.Retries,
                Fault = leaf.Fault ?? root.Fault,
                Mirror = leaf.Mirror ?? root.Mirror,
                MirrorPercent = leaf.MirrorPercent ?? root.MirrorPercent,
                MirrorPercentage = leaf.MirrorPercentage ?? root.MirrorPercentage,
                CorsPolicy = leaf.CorsPolicy ?? root.CorsPolicy,
                Mirrors = leaf.Mirrors.Count > 0 ? leaf.Mirrors : root.Mirrors,
                Headers = leaf.Headers ?? root.Headers,
            }
            : null;
}
