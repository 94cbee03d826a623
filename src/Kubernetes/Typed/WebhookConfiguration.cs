using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MeshActors.Kubernetes;

/// <summary>Which requests are shown to mutating webhooks before they are stored.</summary>
public sealed record MutatingWebhookConfiguration : IKubernetesResource<MutatingWebhookConfiguration>
{
    public static ResourceType ResourceType => ResourceTypes.MutatingWebhookConfigurations;

    public static JsonTypeInfo<MutatingWebhookConfiguration> JsonTypeInfo => KubernetesJson.Default.MutatingWebhookConfiguration;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    public IReadOnlyList<Webhook>? Webhooks { get; init; }
}

/// <summary>Which requests validating webhooks may refuse.</summary>
public sealed record ValidatingWebhookConfiguration : IKubernetesResource<ValidatingWebhookConfiguration>
{
    public static ResourceType ResourceType => ResourceTypes.ValidatingWebhookConfigurations;

    public static JsonTypeInfo<ValidatingWebhookConfiguration> JsonTypeInfo => KubernetesJson.Default.ValidatingWebhookConfiguration;

    public ObjectMeta Metadata { get; init; } = ObjectMeta.Empty;

    public IReadOnlyList<Webhook>? Webhooks { get; init; }
}

/// <summary>One webhook. What is not written or judged by our code (rules, selectors) passes through untouched.</summary>
public sealed record Webhook
{
    public required string Name { get; init; }

    public required WebhookClientConfig ClientConfig { get; init; }

    /// <summary><c>Fail</c> or <c>Ignore</c>: what becomes of a request when the webhook does not answer.</summary>
    public string? FailurePolicy { get; init; }

    /// <summary>Fields of other versions and writers, kept through an update. Settable because the serialiser fills it last.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Other { get; set; }
}

/// <summary>Where a webhook is and which authorities its certificate is checked against (PEM).</summary>
public sealed record WebhookClientConfig
{
    public string? Url { get; init; }

    public WebhookService? Service { get; init; }

    public byte[]? CaBundle { get; init; }
}

public sealed record WebhookService(string Namespace, string Name, string? Path, int? Port);
