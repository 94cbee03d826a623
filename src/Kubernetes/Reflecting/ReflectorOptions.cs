namespace MeshActors.Kubernetes;

/// <summary>What a reflector shows and how patient it is.</summary>
public sealed record ReflectorOptions
{
    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Objects a page of the first list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Goes on from where another reader was instead of listing.</summary>
    public ReflectorPosition? ResumeFrom { get; init; }

    /// <summary>
    /// A watch that says nothing for so long, not even a bookmark (the server sends one about every minute), is taken
    /// for dead and opened anew.
    /// </summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>The server is asked to end a watch after this time, or up to twice as long, so that load spreads again.</summary>
    public TimeSpan WatchLife { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first wait after a failure; doubled, with jitter, up to <see cref="MaxBackoff"/>.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a type that the server does not serve is asked for again.</summary>
    public TimeSpan MissingInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The source of jitter.</summary>
    public Random Random { get; init; } = Random.Shared;
}
