using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The DeleteOptions of a request, from its body or its query.</summary>
public sealed record DeleteRequest
{
    /// <summary>Seconds; null leaves it to the kind.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>.</summary>
    public string PropagationPolicy { get; init; } = "Background";

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    internal static DeleteRequest Read(JsonObject? body, Func<string, string?> query)
    {
        var orphan = body?.Flag("orphanDependents") == true || query("orphanDependents") == "true";
        return new DeleteRequest
        {
            GracePeriodSeconds = body?.Whole("gracePeriodSeconds") ?? (long.TryParse(query("gracePeriodSeconds"), out var seconds) ? seconds : null),
            PropagationPolicy = body?.Text("propagationPolicy") ?? query("propagationPolicy") ?? (orphan ? "Orphan" : "Background"),
            Uid = body?.Map("preconditions")?.Text("uid"),
            ResourceVersion = body?.Map("preconditions")?.Text("resourceVersion"),
        };
    }
}
