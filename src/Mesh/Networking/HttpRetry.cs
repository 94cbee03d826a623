using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

public sealed record HttpRetry
{
    public int Attempts { get; init; }

    public TimeSpan? PerTryTimeout { get; init; }

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
