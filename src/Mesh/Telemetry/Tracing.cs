using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Telemetry;

/// <summary>The tracing of requests.</summary>
public sealed record Tracing
{
    public TracingSelector? Match { get; init; }

    public IReadOnlyList<ProviderRef> Providers { get; init; } = [];

    /// <summary>Percent of requests from 0 to 100; null leaves it to the wider setting.</summary>
    public double? RandomSamplingPercentage { get; init; }

    public bool? DisableSpanReporting { get; init; }

    /// <summary>Null leaves them to the wider setting; an empty map takes away what that sets.</summary>
    public IReadOnlyDictionary<string, CustomTag>? CustomTags { get; init; }

    public bool? UseRequestIdForTraceSampling { get; init; }

    public bool? EnableIstioTags { get; init; }

    public bool? DisableContextPropagation { get; init; }

    internal static Tracing Read(FieldReader fields) => new()
    {
        Match = fields.Message("match", TracingSelector.Read),
        Providers = fields.Messages("providers", ProviderRef.Read),
        RandomSamplingPercentage = fields.NumberOrNull("randomSamplingPercentage"),
        DisableSpanReporting = fields.FlagOrNull("disableSpanReporting"),
        CustomTags = fields.MessageMapOrNull("customTags", CustomTag.Read),
        UseRequestIdForTraceSampling = fields.FlagOrNull("useRequestIdForTraceSampling"),
        EnableIstioTags = fields.FlagOrNull("enableIstioTags"),
        DisableContextPropagation = fields.FlagOrNull("disableContextPropagation"),
    };
}
