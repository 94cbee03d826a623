using System.Collections;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Clusters;

/// <summary>Clusters of which each has a name of its own, that no cluster outside the set has either.</summary>
internal sealed class ClusterSet(SegmentedList<EncodedResource> clusters) : IReadOnlyList<EncodedResource>
{
    public int Count => clusters.Count;

    public EncodedResource this[int index] => clusters[index];

    public SegmentedList<EncodedResource> All => clusters;

    public IEnumerator<EncodedResource> GetEnumerator() => clusters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
