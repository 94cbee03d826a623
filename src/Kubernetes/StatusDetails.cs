using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes;

/// <summary>What a failed request was about and each cause of its failure.</summary>
public sealed record StatusDetails
{
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("group")]
    public string? Group { get; init; }

    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    [JsonPropertyName("uid")]
    public string? Uid { get; init; }

    [JsonPropertyName("causes")]
    public IReadOnlyList<StatusCause>? Causes { get; init; }

    [JsonPropertyName("retryAfterSeconds")]
    public int RetryAfterSeconds { get; init; }
}

/// <summary>One cause; <paramref name="Field"/> is a JSON path into the object.</summary>
public sealed record StatusCause(
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("message")] string? Message,
    [property: JsonPropertyName("field")] string? Field);

/// <summary>The list metadata of a status: an expired list may still offer to go on from where it was.</summary>
public sealed record StatusListMeta(
    [property: JsonPropertyName("resourceVersion")] string? ResourceVersion,
    [property: JsonPropertyName("continue")] string? Continue);
