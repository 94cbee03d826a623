namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>How the items of a list are owned and merged (<c>x-kubernetes-list-type</c>).</summary>
internal enum ListKind
{
    Atomic,
    Set,
    Map,
}
