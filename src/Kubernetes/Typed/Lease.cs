using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

/// <summary><c>coordination.k8s.io/v1</c>.</summary>
public sealed record Lease : IKubernetesResource<Lease>
{
    public static ResourceType ResourceType => ResourceTypes.Leases;

    public static JsonTypeInfo<Lease> JsonTypeInfo => KubernetesJson.Default.Lease;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    public LeaseSpec Spec { get; init; } = new();
}

/// <summary>Who holds a lease and until when.</summary>
public sealed record LeaseSpec
{
    public string? HolderIdentity { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    [JsonConverter(typeof(MicroTimeJsonConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    [JsonConverter(typeof(MicroTimeJsonConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    public int? LeaseTransitions { get; init; }

    /// <summary>Fields of other versions and writers, kept through an update. Settable because the serialiser fills it last.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Other { get; set; }
}
