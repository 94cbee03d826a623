namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>How a write is to be made: the query parameters of a request, and who asks.</summary>
public sealed record WriteRequest
{
    public ApiUser User { get; init; } = ApiUser.System;

    /// <summary>Go through everything but the store.</summary>
    public bool DryRun { get; init; }

    /// <summary>The name under which fields are owned; null takes the user agent's or a plain name.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Take over fields that others own (server-side apply).</summary>
    public bool Force { get; init; }

    /// <summary>What to do with unknown fields: <c>Ignore</c>, <c>Warn</c> or <c>Strict</c>.</summary>
    public string FieldValidation { get; init; } = "Warn";

    /// <summary>The subresource that is written, such as <c>status</c>; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Receives the warnings that the answer is to carry.</summary>
    public List<string> Warnings { get; init; } = [];

    /// <summary>A server-side apply, which has already settled who owns which field.</summary>
    internal bool Applies { get; init; }

    internal string Manager => FieldManager is { Length: > 0 } name ? name : "unknown";
}
