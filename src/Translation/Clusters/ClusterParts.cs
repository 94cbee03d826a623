using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Clusters;

/// <summary>What a proxy's clusters are put together from. Compared by reference.</summary>
/// <param name="Shared">Sets that many proxies have.</param>
/// <param name="Own">Clusters of the proxy's own workload.</param>
internal readonly record struct ClusterParts(ReferenceSequence<IReadOnlyList<EncodedResource>> Shared, ReferenceSequence<EncodedResource> Own)
{
    /// <summary>One list, in which every name occurs once. The segments of large sets are not copied.</summary>
    public IReadOnlyList<EncodedResource> Join()
    {
        var result = SegmentedList<EncodedResource>.Empty;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var others = new List<EncodedResource>();
        foreach (var part in Shared.Items.Append(Own.Items))
        {
            if (part is ClusterSet set)
            {
                result = result.Append([.. others]).Append(set.All);
                others.Clear();
                continue;
            }

            foreach (var resource in part)
            {
                if (names.Add(resource.Name))
                {
                    others.Add(resource);
                }
            }
        }

        return result.Append([.. others]);
    }
}
