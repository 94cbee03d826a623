using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Networking;
using EnvoyChain = Envoy.Config.Listener.V3.FilterChain;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Patches of filter chains.</summary>
internal static class FilterChainPatches
{
    public static void Apply(Listener listener, PatchSet patches, PatchContext context)
    {
        for (var i = listener.FilterChains.Count - 1; i >= 0; i--)
        {
            // A chain without filters is none, as a patch of the whole listener may have added one.
            if (listener.FilterChains[i].Filters.Count == 0 || !PatchChain(listener, listener.FilterChains[i], patches, context))
            {
                listener.FilterChains.RemoveAt(i);
            }
        }

        if (listener.DefaultFilterChain is { Filters.Count: > 0 } chain && !PatchChain(listener, chain, patches, context))
        {
            listener.DefaultFilterChain = null;
        }

        foreach (var patch in patches.For(ApplyTo.FilterChain, context))
        {
            if (patch.Operation == PatchOperation.Add
                && ListenerConditions.Matches(patch, listener)
                && patch.Value<EnvoyChain>() is { Filters.Count: > 0 } added)
            {
                listener.FilterChains.Add(added);
            }
        }
    }

    // False where the chain is to be removed.
    private static bool PatchChain(Listener listener, EnvoyChain chain, PatchSet patches, PatchContext context)
    {
        foreach (var patch in patches.For(ApplyTo.FilterChain, context))
        {
            if (!ListenerConditions.Matches(patch, listener) || !ListenerConditions.Matches(patch, listener, chain))
            {
                continue;
            }

            if (patch.Operation == PatchOperation.Remove)
            {
                return false;
            }

            if (patch.IsMerge)
            {
                Merge(chain, patch.Value<EnvoyChain>(), patch.Operation == PatchOperation.MergeAndReplaceList);
            }
        }

        FilterPatches.Apply(listener, chain, patches, context);
        return true;
    }

    private static void Merge(EnvoyChain chain, EnvoyChain patch, bool replacesLists)
    {
        // A patch of the very socket that the chain has changes that one's settings, and nothing else.
        if (patch.TransportSocket is { } socket && chain.TransportSocket is { } current && socket.Name == current.Name)
        {
            if (current.TypedConfig is { } config && socket.TypedConfig is { } changes && ProtoMerge.Merge(config, changes) is { } merged)
            {
                current.TypedConfig = merged;
            }
        }
        else
        {
            ProtoMerge.Merge(chain, patch, replacesLists);
        }
    }
}
