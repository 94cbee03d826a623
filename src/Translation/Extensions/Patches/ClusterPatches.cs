using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Patches of clusters.</summary>
internal static class ClusterPatches
{
    /// <summary>The patches that apply to a cluster, which its name tells.</summary>
    /// <param name="patches">The proxy's patches.</param>
    /// <param name="context">Which way the cluster's traffic goes.</param>
    /// <param name="name">The cluster's name.</param>
    /// <param name="hosts">The services behind an inbound cluster, whose name does not tell.</param>
    public static IReadOnlyList<CompiledPatch> Matching(PatchSet patches, PatchContext context, string name, IReadOnlyList<string> hosts) =>
    [
        .. patches.For(ApplyTo.Cluster, context).Where(patch =>
            (patch.IsMerge || patch.Operation == PatchOperation.Remove) && Matches(patch.Match.Cluster, name, hosts)),
    ];

    /// <returns>False where the cluster is to be removed.</returns>
    public static bool Apply(Cluster cluster, IReadOnlyList<CompiledPatch> matching)
    {
        foreach (var patch in matching)
        {
            if (patch.Operation == PatchOperation.Remove)
            {
                return false;
            }

            var value = patch.Value<Cluster>();
            if (value.TransportSocket is { } socket)
            {
                // Nothing else of such a patch counts.
                MergeSocket(cluster, socket);
            }
            else
            {
                ProtoMerge.Merge(cluster, value, patch.Operation == PatchOperation.MergeAndReplaceList);
            }
        }

        return true;
    }

    private static bool Matches(ClusterMatch? match, string name, IReadOnlyList<string> hosts)
    {
        if (match is null)
        {
            return true;
        }

        if (match.Name.Length > 0)
        {
            return match.Name == name;
        }

        var isParsed = Naming.TryParse(name, out var parts);
        var own = isParsed && parts.Direction == Naming.Inbound && hosts.Count > 0 ? hosts : [isParsed ? parts.Hostname : ""];
        return (match.Subset.Length == 0 || (isParsed && match.Subset == parts.Subset))
            && (match.Service.Length == 0 || own.Contains(match.Service))
            && (match.PortNumber == 0 || (isParsed && match.PortNumber == parts.Port));
    }

    private static void MergeSocket(Cluster cluster, TransportSocket patch)
    {
        if (cluster.TransportSocketMatches.Count > 0)
        {
            // A cluster that chooses among sockets cannot have one besides them.
            if (cluster.TransportSocketMatches.FirstOrDefault(match => match.TransportSocket?.Name == patch.Name) is { } chosen)
            {
                Merge(chosen.TransportSocket, patch);
            }
        }
        else if (cluster.TransportSocket?.Name == patch.Name)
        {
            Merge(cluster.TransportSocket, patch);
        }
        else
        {
            cluster.TransportSocket = patch;
        }
    }

    private static void Merge(TransportSocket socket, TransportSocket patch)
    {
        if (socket.TypedConfig is { } config && patch.TypedConfig is { } changes && ProtoMerge.Merge(config, changes) is { } merged)
        {
            socket.TypedConfig = merged;
        }
    }
}
