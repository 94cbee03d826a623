namespace MeshActors.Kubernetes.Embedded.Selectors;

/// <summary>The operators of set-based label requirements.</summary>
internal enum LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}
