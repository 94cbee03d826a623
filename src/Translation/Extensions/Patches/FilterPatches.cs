using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using EnvoyChain = Envoy.Config.Listener.V3.FilterChain;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Patches of network filters, and of the HTTP filters in connection managers.</summary>
internal static class FilterPatches
{
    private const string ConnectionManager = "envoy.filters.network.http_connection_manager";

    public static void Apply(Listener listener, EnvoyChain chain, PatchSet patches, PatchContext context)
    {
        var ofChain = Matching(ApplyTo.NetworkFilter);
        foreach (var patch in ofChain)
        {
            OrderedPatches.Apply(
                chain.Filters, patch, ListenerConditions.NamesFilter(patch), filter => ListenerConditions.MatchesFilter(patch, filter.Name));
        }

        var ofHttp = Matching(ApplyTo.HttpFilter);
        foreach (var filter in chain.Filters)
        {
            foreach (var patch in ofChain.Where(patch =>
                patch.Operation == PatchOperation.Merge && ListenerConditions.MatchesFilter(patch, filter.Name)))
            {
                Merge(filter, patch.Value<Filter>());
            }

            if (filter.Name == ConnectionManager)
            {
                PatchManager(filter, ofHttp);
            }
        }

        List<CompiledPatch> Matching(ApplyTo target) =>
        [
            .. patches.For(target, context).Where(patch =>
                ListenerConditions.Matches(patch, listener) && ListenerConditions.Matches(patch, listener, chain)),
        ];
    }

    /// <summary>Patches the routes in connection managers.</summary>
    public static void ApplyToRoutes(Listener listener, PatchSet patches, PatchContext context)
    {
        foreach (var filter in listener.FilterChains.Append(listener.DefaultFilterChain).SelectMany(chain => chain?.Filters ?? []))
        {
            if (filter is { Name: ConnectionManager, TypedConfig: { } config }
                && EnvoyAny.Unpack(config) is HttpConnectionManager { RouteConfig: { } routes } manager)
            {
                RoutePatches.Apply(routes, patches, context, ports: null);
                filter.TypedConfig = EnvoyAny.Pack(manager);
            }
        }
    }

    private static void PatchManager(Filter filter, List<CompiledPatch> ofHttp)
    {
        var matching = ofHttp.FindAll(patch => ListenerConditions.MatchesFilter(patch, filter.Name));
        if (matching.Count == 0 || filter.TypedConfig is null || EnvoyAny.Unpack(filter.TypedConfig) is not HttpConnectionManager manager)
        {
            return;
        }

        foreach (var patch in matching)
        {
            OrderedPatches.Apply(
                manager.HttpFilters, patch, ListenerConditions.NamesSubFilter(patch), item => ListenerConditions.MatchesSubFilter(patch, item.Name));
        }

        foreach (var item in manager.HttpFilters)
        {
            foreach (var patch in matching.Where(patch =>
                patch.Operation == PatchOperation.Merge && ListenerConditions.MatchesSubFilter(patch, item.Name)))
            {
                Merge(item, patch.Value<HttpFilter>());
            }
        }

        filter.TypedConfig = EnvoyAny.Pack(manager);
    }

    // Filters that are fetched have no settings to merge into.
    private static void Merge(Filter filter, Filter patch)
    {
        if (filter.TypedConfig is not { } config)
        {
            return;
        }

        filter.TypedConfig = patch.TypedConfig is { } changes ? ProtoMerge.Merge(config, changes) ?? config : config;
        filter.Name = patch.Name.Length > 0 ? patch.Name : filter.Name;
    }

    private static void Merge(HttpFilter filter, HttpFilter patch)
    {
        if (filter.TypedConfig is not { } config)
        {
            return;
        }

        filter.TypedConfig = patch.TypedConfig is { } changes ? ProtoMerge.Merge(config, changes) ?? config : config;
        filter.Name = patch.Name.Length > 0 ? patch.Name : filter.Name;
    }
}
