using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Clusters;

/// <summary>What a proxy's clusters are put together from. Compared by reference.</summary>
/// <param name="Shared">Sets that many proxies have.</param>
/// <param name="Own">Clusters of the proxy's own workload.</param>
internal readonly record struct ClusterParts(ReferenceSequence<IReadOnlyList<EncodedResource>> Shared, ReferenceSequence<EncodedResource> Own)
{
    /// <summary>One list, in which every name occurs once.</summary>
    public IReadOnlyList<EncodedResource> Join()
    {
        var result = new List<EncodedResource>(Shared.Items.Sum(part => part.Count) + Own.Items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in Shared.Items.Append(Own.Items))
        {
            if (part is ClusterSet set)
            {
                result.AddRange(set.All);
                continue;
            }

            foreach (var resource in part)
            {
                if (names.Add(resource.Name))
                {
                    result.Add(resource);
                }
            }
        }

        return [.. result];
    }
}
