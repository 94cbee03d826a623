using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Clusters;

/// <summary>What a proxy's clusters are put together from. Compared by reference.</summary>
/// <param name="Shared">Sets that many proxies have.</param>
/// <param name="Own">Clusters of the proxy's own workload.</param>
internal readonly record struct ClusterParts(ReferenceSequence<IReadOnlyList<EncodedResource>> Shared, ReferenceSequence<EncodedResource> Own)
{
    /// <summary>One list, in which every name occurs once. Large sets are not copied.</summary>
    public IReadOnlyList<EncodedResource> Join()
    {
        var runs = new List<IReadOnlyList<EncodedResource>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var single = new List<EncodedResource>();
        foreach (var part in Shared.Items.Append(Own.Items))
        {
            if (part is ClusterSet)
            {
                Close();
                runs.Add(part);
                continue;
            }

            foreach (var resource in part)
            {
                if (names.Add(resource.Name))
                {
                    single.Add(resource);
                }
            }
        }

        Close();
        return new Concatenation<EncodedResource>([.. runs]);

        void Close()
        {
            if (single.Count > 0)
            {
                runs.Add([.. single]);
                single.Clear();
            }
        }
    }
}
