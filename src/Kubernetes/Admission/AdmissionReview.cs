using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshActors.Kubernetes.Admission;

/// <summary><c>admission.k8s.io/v1</c>: the envelope that the API server posts to a webhook and gets back.</summary>
public sealed record AdmissionReview
{
    /// <summary>Answers carry the version of their request: <c>v1</c>, or <c>v1beta1</c> from old servers.</summary>
    public string ApiVersion { get; init; } = "admission.k8s.io/v1";

    public string Kind { get; init; } = "AdmissionReview";

    public AdmissionRequest? Request { get; init; }

    public AdmissionResponse? Response { get; init; }
}

/// <summary>A request about to be carried out.</summary>
public sealed record AdmissionRequest
{
    public required string Uid { get; init; }

    public GroupVersionKind? Kind { get; init; }

    public GroupVersionResource? Resource { get; init; }

    public string? SubResource { get; init; }

    /// <summary>Empty on creation with a generated name.</summary>
    public string? Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</summary>
    public string? Operation { get; init; }

    public UserInfo? UserInfo { get; init; }

    /// <summary>The object as it would be stored; absent on deletion.</summary>
    public JsonElement? Object { get; init; }

    /// <summary>The stored object; absent on creation.</summary>
    public JsonElement? OldObject { get; init; }

    public bool DryRun { get; init; }

    public JsonElement? Options { get; init; }
}

/// <summary>A webhook's verdict.</summary>
public sealed record AdmissionResponse
{
    public required string Uid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required bool Allowed { get; init; }

    /// <summary>Why not; its message is what the author of the request reads.</summary>
    public KubernetesStatus? Status { get; init; }

    /// <summary>An RFC 6902 patch; base64 in JSON.</summary>
    public byte[]? Patch { get; init; }

    /// <summary><c>JSONPatch</c> where there is a patch.</summary>
    public string? PatchType { get; init; }

    /// <summary>Shown by kubectl; at most 256 characters each.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    public IReadOnlyDictionary<string, string>? AuditAnnotations { get; init; }
}

public sealed record GroupVersionKind(string Group, string Version, string Kind);

public sealed record GroupVersionResource(string Group, string Version, string Resource);
