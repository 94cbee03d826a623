namespace MeshActors.Kubernetes;

/// <summary>How an object is deleted and what becomes of its dependents.</summary>
public sealed record DeleteOptions
{
    public static DeleteOptions Default { get; } = new();

    /// <summary>Refuses (409) where the stored object has another uid.</summary>
    public string? Uid { get; init; }

    /// <summary>Refuses (409) where the stored object has another version.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>; null for the type's default.</summary>
    public string? PropagationPolicy { get; init; }

    /// <summary>Null for the object's own; 0 deletes at once.</summary>
    public int? GracePeriodSeconds { get; init; }

    public bool DryRun { get; init; }
}
