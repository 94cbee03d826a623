using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>What passes between client and plugin: the spec in <c>KUBERNETES_EXEC_INFO</c>, the status on standard output.</summary>
internal sealed record ExecCredential
{
    public required string ApiVersion { get; init; }

    public string Kind { get; init; } = "ExecCredential";

    public ExecCredentialSpec? Spec { get; init; }

    public ExecCredentialStatus? Status { get; init; }
}

internal sealed record ExecCredentialSpec(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool Interactive,
    JsonElement? Cluster);

internal sealed record ExecCredentialStatus(
    DateTimeOffset? ExpirationTimestamp,
    string? Token,
    string? ClientCertificateData,
    string? ClientKeyData);
