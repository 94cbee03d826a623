using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Telemetry;
using CustomTag = MeshActors.Mesh.Telemetry.CustomTag;

namespace MeshActors.Translation.Telemetry;

/// <summary>The tracing in force for one direction.</summary>
internal sealed record TracingSpec
{
    public ExtensionProvider? Provider { get; init; }

    public bool Disabled { get; init; }

    /// <summary>Per cent of requests; null: as the proxy's configuration says.</summary>
    public double? Sampling { get; init; }

    public IReadOnlyDictionary<string, CustomTag> CustomTags { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, CustomTag>.Empty;

    public bool SamplesByRequestId { get; init; } = true;

    public bool IstioTags { get; init; } = true;

    public bool WithoutContextPropagation { get; init; }
}

/// <summary>Merges the tracing of the Telemetry objects that apply: what a lower level states replaces what is above, field by field.</summary>
internal static class TracingMerge
{
    /// <returns>null where neither an object nor a default provider says anything</returns>
    public static TracingSpec? Merge(IReadOnlyList<Tracing> levels, MeshConfig mesh, WorkloadMode mode)
    {
        var defaults = mesh.DefaultProviders.Tracing;
        if (levels.Count == 0 && defaults.Count == 0)
        {
            return null;
        }

        var spec = new TracingSpec { Provider = defaults.Count > 0 ? mesh.Provider(defaults[0]) : null };
        foreach (var level in levels.Where(level => (level.Match?.Mode ?? WorkloadMode.ClientAndServer).Covers(mode)))
        {
            spec = spec with
            {
                Provider = level.Providers.Count > 0 ? mesh.Provider(level.Providers[0].Name) : spec.Provider,
                Disabled = level.DisableSpanReporting ?? spec.Disabled,
                CustomTags = level.CustomTags ?? spec.CustomTags,
                Sampling = level.RandomSamplingPercentage ?? spec.Sampling,
                SamplesByRequestId = level.UseRequestIdForTraceSampling ?? spec.SamplesByRequestId,
                IstioTags = level.EnableIstioTags ?? spec.IstioTags,
                WithoutContextPropagation = level.DisableContextPropagation ?? spec.WithoutContextPropagation,
            };
        }

        return spec.Provider is null ? spec with { Disabled = true } : spec;
    }
}
