using System.Collections;

namespace MeshActors.Translation.Clusters;

/// <summary>Clusters of which each has a name of its own, that no cluster outside the set has either.</summary>
internal sealed class ClusterSet(EncodedResource[] clusters) : IReadOnlyList<EncodedResource>
{
    public int Count => clusters.Length;

    public EncodedResource this[int index] => clusters[index];

    public IEnumerator<EncodedResource> GetEnumerator() => ((IEnumerable<EncodedResource>)clusters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => clusters.GetEnumerator();
}
