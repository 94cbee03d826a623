using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>When and how often failed requests are tried again.</summary>
public sealed record HttpRetry
{
    /// <summary>Zero for no retries.</summary>
    public int Attempts { get; init; }

    public TimeSpan? PerTryTimeout { get; init; }

    /// <summary>Envoy's retry conditions, separated by commas; empty for Istio's default.</summary>
    public string RetryOn { get; init; } = "";

    public bool? RetryRemoteLocalities { get; init; }

    public bool? RetryIgnorePreviousHosts { get; init; }

    public TimeSpan? Backoff { get; init; }

    internal static HttpRetry Read(FieldReader fields) => new()
    {
        Attempts = fields.Int32("attempts"),
        PerTryTimeout = fields.Duration("perTryTimeout"),
        RetryOn = fields.Text("retryOn"),
        RetryRemoteLocalities = fields.FlagOrNull("retryRemoteLocalities"),
        RetryIgnorePreviousHosts = fields.FlagOrNull("retryIgnorePreviousHosts"),
        Backoff = fields.Duration("backoff"),
    };
}
