namespace MeshActors.Kubernetes;

/// <summary>How a create, update or patch is done.</summary>
public sealed record WriteOptions
{
    public static WriteOptions Default { get; } = new();

    /// <summary>Writes the object's status and nothing else.</summary>
    public static WriteOptions Status { get; } = new() { Subresource = "status" };

    public string? Subresource { get; init; }

    /// <summary>Who owns the written fields. Required by server-side apply.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Server-side apply takes fields that others own instead of reporting a conflict.</summary>
    public bool Force { get; init; }

    /// <summary>Runs admission and validation, stores nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary><c>Ignore</c>, <c>Warn</c> or <c>Strict</c>: what becomes of unknown fields.</summary>
    public string? FieldValidation { get; init; }
}
