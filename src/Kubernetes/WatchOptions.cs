namespace MeshActors.Kubernetes;

/// <summary>Where a watch begins and what it shows.</summary>
public sealed record WatchOptions
{
    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Events after this version. Null begins with a synthetic ADDED for each object there is.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Asks for BOOKMARK events, which advance the version while nothing changes.</summary>
    public bool AllowBookmarks { get; init; } = true;

    /// <summary>After this time the server ends the watch in good order; whole seconds. Null leaves it to the server.</summary>
    public TimeSpan? Timeout { get; init; }
}
