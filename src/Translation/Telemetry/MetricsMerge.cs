using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Telemetry;

namespace MeshActors.Translation.Telemetry;

/// <summary>What a provider's statistics are to be for one direction.</summary>
internal sealed class ProviderMetrics
{
    /// <summary>No statistics at all.</summary>
    public bool Disabled { get; set; }

    public TimeSpan? ReportingInterval { get; set; }

    /// <summary>Changes by metric, in the order of the names of the API (<c>REQUEST_COUNT</c>) or custom names.</summary>
    public SortedDictionary<string, MetricChange> Changes { get; } = new(StringComparer.Ordinal);
}

/// <summary>What is changed of one metric.</summary>
internal sealed class MetricChange
{
    public bool? Disabled { get; set; }

    public SortedDictionary<string, TagOverride> Tags { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Merges the metrics of the Telemetry objects that apply: providers are inherited unless a lower level names its own, overrides
/// add up, and later ones win.
/// </summary>
internal static class MetricsMerge
{
    /// <returns>by provider name, in the order of the names</returns>
    public static SortedDictionary<string, ProviderMetrics> Merge(IReadOnlyList<Metrics> metrics, MeshConfig mesh, WorkloadMode mode)
    {
        var merged = new SortedDictionary<string, ProviderMetrics>(StringComparer.Ordinal);
        var defaults = mesh.DefaultProviders.Metrics;
        if (metrics.Count == 0)
        {
            foreach (var provider in defaults)
            {
                merged[provider] = new();
            }

            return merged;
        }

        var inScope = metrics.Select(found => found.Providers.Names()).LastOrDefault(names => names.Count > 0) ?? defaults;
        var inherited = defaults;
        foreach (var level in metrics)
        {
            inherited = level.Providers.Count > 0 ? level.Providers.Names() : inherited;

            // A provider of a higher level that a lower one replaced takes its overrides with it.
            foreach (var provider in inherited.Where(inScope.Contains))
            {
                if (!merged.TryGetValue(provider, out var state))
                {
                    merged[provider] = state = new();
                }

                state.ReportingInterval = level.ReportingInterval ?? state.ReportingInterval;
                foreach (var change in level.Overrides.Where(change => (change.Match?.Mode ?? WorkloadMode.ClientAndServer).Covers(mode)))
                {
                    Apply(change, state);
                }
            }
        }

        return merged;
    }

    private static void Apply(MetricsOverrides change, ProviderMetrics state)
    {
        if (change.Disabled == true && MatchesAll(change.Match))
        {
            state.Disabled = true;
            return;
        }

        // A lower level that changes a metric brings back what a higher one switched off as a whole.
        state.Disabled = false;
        foreach (var name in NamesOf(change.Match))
        {
            if (!state.Changes.TryGetValue(name, out var metric))
            {
                state.Changes[name] = metric = new();
            }

            metric.Disabled = change.Disabled ?? metric.Disabled;
            foreach (var (tag, value) in change.TagOverrides)
            {
                metric.Tags[tag] = value;
            }
        }
    }

    private static bool MatchesAll(MetricSelector? match) => match?.CustomMetric is null && match?.Metric is null or IstioMetric.AllMetrics;

    private static IEnumerable<string> NamesOf(MetricSelector? match) =>
        match?.CustomMetric is { } custom ? [custom]
        : match?.Metric is { } metric and not IstioMetric.AllMetrics ? [StandardMetrics.NameOf(metric)]
        : StandardMetrics.Names;
}
