using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes;

/// <summary>The API's <c>Status</c> object: why a request failed, or that a deletion succeeded.</summary>
public sealed record KubernetesStatus
{
    /// <summary>The request got no answer (connection refused, reset, name not found). <see cref="Code"/> is 0.</summary>
    public const string Unreachable = "Unreachable";

    /// <summary>The answer is not what the API promises. <see cref="Code"/> is the HTTP status.</summary>
    public const string InvalidResponse = "InvalidResponse";

    [JsonPropertyName("kind")]
    public string Kind { get; init; } = "Status";

    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; init; } = "v1";

    [JsonPropertyName("metadata")]
    public StatusListMeta? Metadata { get; init; }

    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    /// <summary>A word for machines: <c>NotFound</c>, <c>Conflict</c>, <c>AlreadyExists</c>, <c>Expired</c>, <c>Invalid</c>, …</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("details")]
    public StatusDetails? Details { get; init; }

    /// <summary>The HTTP status code, 0 where there was none.</summary>
    [JsonPropertyName("code")]
    public int Code { get; init; }
}
