namespace MeshActors.Kubernetes.Embedded.Kinds;

/// <summary>Where the scale subresource finds its numbers in the object; each path is a list of field names.</summary>
internal sealed record ScalePaths(IReadOnlyList<string> SpecReplicas, IReadOnlyList<string> StatusReplicas, IReadOnlyList<string>? Selector)
{
    /// <summary>The paths of the built-in workloads.</summary>
    public static readonly ScalePaths Workload = new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"]);

    /// <summary>Reads a path as CustomResourceDefinitions write it, such as <c>.spec.replicas</c>.</summary>
    public static IReadOnlyList<string> Parse(string path) => path.TrimStart('.').Split('.');
}
