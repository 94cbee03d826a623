using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Merges DestinationRules of one namespace for the same host: subsets add up (the first of a name counts), and the first
/// traffic policy counts. Rules that are exported differently or select different workloads stay apart.
/// </summary>
/// <param name="exportsKeepApart">Whether the former do.</param>
internal sealed class DestinationRuleMerge(bool exportsKeepApart)
{
    private readonly Dictionary<string, List<ConsolidatedDestinationRule>> _byHost = new(StringComparer.Ordinal);

    public void Add(Config<DestinationRule> config, string host, IReadOnlySet<string> exportTo)
    {
        if (!_byHost.TryGetValue(host, out var rules))
        {
            _byHost.Add(host, rules = []);
        }

        var standsAlone = true;
        for (var i = 0; i < rules.Count; i++)
        {
            var existing = rules[i];
            var sameExport = exportTo.SetEquals(existing.ExportTo);
            if (exportsKeepApart && !sameExport && (existing.ExportTo.Count == 0 || !exportTo.IsSupersetOf(existing.ExportTo)))
            {
                standsAlone = true;
                continue;
            }

            standsAlone = exportsKeepApart ? !sameExport : standsAlone;
            var mine = config.Spec.WorkloadSelector;
            var theirs = existing.Rule.Spec.WorkloadSelector;
            if (mine is not null && theirs is not null && !LabelMatch.SameLabels(mine.Labels, theirs.Labels))
            {
                standsAlone = true;
                continue;
            }

            if (mine is null == theirs is null)
            {
                standsAlone = false;
            }

            rules[i] = Merge(existing, config);
        }

        if (standsAlone)
        {
            rules.Add(new(config, [Reference(config)]) { ExportTo = exportTo });
        }
    }

    public HostIndex<ConsolidatedDestinationRule[]> Build()
    {
        var index = new HostIndex<ConsolidatedDestinationRule[]>();
        foreach (var (host, rules) in _byHost)
        {
            index.TryAdd(host, [.. rules]);
        }

        return index;
    }

    private static ConsolidatedDestinationRule Merge(ConsolidatedDestinationRule existing, Config<DestinationRule> incoming)
    {
        var spec = existing.Rule.Spec;
        var added = incoming.Spec.Subsets.Where(subset => spec.Subsets.All(known => known.Name != subset.Name)).ToList();
        var policy = (IsBackendPolicy(existing.Rule), IsBackendPolicy(incoming)) switch
        {
            (false, true) => BackendPolicyMerge.Merge(spec.TrafficPolicy, incoming.Spec.TrafficPolicy),
            (true, false) => BackendPolicyMerge.Merge(incoming.Spec.TrafficPolicy, spec.TrafficPolicy),
            _ => spec.TrafficPolicy ?? incoming.Spec.TrafficPolicy,
        };
        return existing with
        {
            Rule = existing.Rule with { Spec = spec with { Subsets = [.. spec.Subsets, .. added], TrafficPolicy = policy } },
            From = [.. existing.From, Reference(incoming)],
        };
    }

    private static ObjectReference Reference(Config<DestinationRule> config) =>
        new(config.Kind.Kind, config.Meta.Namespace, config.Meta.Name);

    /// <summary>Whether the rule was made of a Gateway API backend policy: it names its parents in an annotation of Istio's own.</summary>
    private static bool IsBackendPolicy(Config<DestinationRule> config) => config.Meta.Annotations.ContainsKey("internal.istio.io/parents");
}
