using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes.Configuration;

/// <summary>A kubeconfig file as it is written; paths still relative to its folder.</summary>
internal sealed record KubeConfigDocument
{
    public string? CurrentContext { get; init; }

    public IReadOnlyList<ClusterEntry>? Clusters { get; init; }

    public IReadOnlyList<UserEntry>? Users { get; init; }

    public IReadOnlyList<ContextEntry>? Contexts { get; init; }
}

internal sealed record ClusterEntry(string Name, ClusterSection? Cluster);

internal sealed record UserEntry(string Name, UserSection? User);

internal sealed record ContextEntry(string Name, ContextSection? Context);

internal sealed record ContextSection(string? Cluster, string? User, string? Namespace);

internal sealed record ClusterSection
{
    public string? Server { get; init; }

    public string? TlsServerName { get; init; }

    public bool InsecureSkipTlsVerify { get; init; }

    public string? CertificateAuthority { get; init; }

    public string? CertificateAuthorityData { get; init; }

    public string? ProxyUrl { get; init; }

    public IReadOnlyList<ClusterExtension>? Extensions { get; init; }
}

internal sealed record ClusterExtension(string Name, JsonElement Extension);

internal sealed record UserSection
{
    public string? ClientCertificate { get; init; }

    public string? ClientCertificateData { get; init; }

    public string? ClientKey { get; init; }

    public string? ClientKeyData { get; init; }

    public string? Token { get; init; }

    [JsonPropertyName("tokenFile")]
    public string? TokenFile { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? As { get; init; }

    public IReadOnlyList<string>? AsGroups { get; init; }

    public ExecSection? Exec { get; init; }

    public JsonElement? AuthProvider { get; init; }
}

internal sealed record ExecSection
{
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; init; }

    public string? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<ExecVariable>? Env { get; init; }

    [JsonPropertyName("installHint")]
    public string? InstallHint { get; init; }

    [JsonPropertyName("provideClusterInfo")]
    public bool ProvideClusterInfo { get; init; }

    [JsonPropertyName("interactiveMode")]
    public string? InteractiveMode { get; init; }
}

internal sealed record ExecVariable(string Name, string? Value);
