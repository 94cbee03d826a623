using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Patches of a listener and of all that is in it, from the outside inwards.</summary>
internal static class ListenerPatches
{
    /// <returns>False where the listener is to be removed.</returns>
    public static bool Apply(Listener listener, PatchSet patches, PatchContext context)
    {
        // Inbound routes stand in the listener, where others are resources of their own. They are patched as they are made: what
        // other patches add to the listener is none of them.
        if (context == PatchContext.SidecarInbound && patches.ChangesRoutes)
        {
            FilterPatches.ApplyToRoutes(listener, patches, context);
        }

        foreach (var patch in patches.For(ApplyTo.Listener, context).Where(patch => ListenerConditions.Matches(patch, listener)))
        {
            if (patch.Operation == PatchOperation.Remove)
            {
                return false;
            }

            if (patch.IsMerge)
            {
                ProtoMerge.Merge(listener, patch.Value<Listener>(), patch.Operation == PatchOperation.MergeAndReplaceList);
            }
        }

        PatchListenerFilters(listener, patches, context);
        FilterChainPatches.Apply(listener, patches, context);
        return true;
    }

    private static void PatchListenerFilters(Listener listener, PatchSet patches, PatchContext context)
    {
        foreach (var patch in patches.For(ApplyTo.ListenerFilter, context).Where(patch => ListenerConditions.Matches(patch, listener)))
        {
            var isNamed = ListenerConditions.NamesListenerFilter(patch);
            if (patch.Operation == PatchOperation.Merge && isNamed)
            {
                // As in Istio it is the type of the settings that tells which filters are meant, whatever name the patch gives.
                foreach (var filter in listener.ListenerFilters)
                {
                    Merge(filter, patch.Value<ListenerFilter>());
                }
            }
            else
            {
                OrderedPatches.Apply(listener.ListenerFilters, patch, isNamed, IsWanted);
            }

            bool IsWanted(ListenerFilter filter) => !isNamed || filter.Name == patch.Match.Listener!.ListenerFilter;
        }
    }

    private static void Merge(ListenerFilter filter, ListenerFilter patch)
    {
        if (filter.TypedConfig is { } config && patch.TypedConfig is { } changes && ProtoMerge.Merge(config, changes) is { } merged)
        {
            filter.TypedConfig = merged;
        }
    }
}
