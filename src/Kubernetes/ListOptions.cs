namespace MeshActors.Kubernetes;

/// <summary>What a list returns. Without a resource version it is as fresh as the store.</summary>
public sealed record ListOptions
{
    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Objects a page; 0 for all in one.</summary>
    public int Limit { get; init; }

    /// <summary>From the last page's <see cref="ObjectList.Continue"/>.</summary>
    public string? Continue { get; init; }

    /// <summary><c>0</c> allows an answer from the server's cache, of any age.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary><c>Exact</c> or <c>NotOlderThan</c>; only with a resource version.</summary>
    public string? ResourceVersionMatch { get; init; }
}
