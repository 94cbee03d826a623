namespace MeshActors.Kubernetes.Embedded.Store;

/// <summary>An object's place within its resource; the namespace is empty for cluster-scoped ones. Ordered as lists are.</summary>
public readonly record struct StoreKey(string Namespace, string Name) : IComparable<StoreKey>
{
    public int CompareTo(StoreKey other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
