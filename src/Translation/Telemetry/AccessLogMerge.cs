using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Telemetry;

namespace MeshActors.Translation.Telemetry;

/// <summary>What a provider logs.</summary>
/// <param name="Disabled">Nothing, although it is named.</param>
/// <param name="Filter">A CEL expression that entries must fulfil; null for all.</param>
internal readonly record struct ProviderLogging(bool Disabled, string? Filter);

/// <summary>
/// Merges the access logging of the Telemetry objects that apply: the lowest level that names providers decides which count,
/// and the last statement about a provider holds.
/// </summary>
internal static class AccessLogMerge
{
    /// <returns>by provider name, in the order of the names</returns>
    public static SortedDictionary<string, ProviderLogging> Merge(
        IReadOnlyList<IReadOnlyList<AccessLogging>> levels, MeshConfig mesh, WorkloadMode mode)
    {
        var merged = new SortedDictionary<string, ProviderLogging>(StringComparer.Ordinal);
        var defaults = mesh.DefaultProviders.AccessLogging;
        if (levels.Count == 0)
        {
            foreach (var provider in defaults)
            {
                merged[provider] = default;
            }

            return merged;
        }

        var (inScope, filters) = Scope(levels, defaults, mode);
        var inherited = defaults;
        foreach (var logging in levels.SelectMany(level => level))
        {
            inherited = logging.Providers.Count > 0 ? logging.Providers.Names() : inherited;
            foreach (var provider in inherited.Where(inScope.Contains))
            {
                if (Applies(logging, mode))
                {
                    merged[provider] = logging.Disabled == true ? new(true, null) : new(false, filters.GetValueOrDefault(provider));
                }
            }
        }

        return merged;
    }

    private static (IReadOnlyCollection<string> InScope, Dictionary<string, string?> Filters) Scope(
        IReadOnlyList<IReadOnlyList<AccessLogging>> levels, IReadOnlyList<string> defaults, WorkloadMode mode)
    {
        IReadOnlyCollection<string> inScope = defaults;
        var filters = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var level in levels)
        {
            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (var logging in level.Where(logging => Applies(logging, mode)))
            {
                foreach (var provider in logging.Providers.Names())
                {
                    named.Add(provider);
                    filters[provider] = logging.Filter?.Expression;
                }
            }

            inScope = named.Count > 0 ? named : inScope;
        }

        return (inScope, filters);
    }

    private static bool Applies(AccessLogging logging, WorkloadMode mode) => logging.Match is null || logging.Match.Mode.Covers(mode);
}
