using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>The DestinationRules of one namespace by host: those its own workloads use and those it exports.</summary>
internal sealed class NamespaceDestinationRules
{
    public required IReadOnlyList<Config<DestinationRule>> Source { get; init; }

    public required HostIndex<ConsolidatedDestinationRule[]> Local { get; init; }

    public required HostIndex<ConsolidatedDestinationRule[]> Exported { get; init; }

    /// <summary>Those that are not exported. In the root namespace they apply to that namespace's proxies only.</summary>
    public required HostIndex<ConsolidatedDestinationRule[]> PrivateOnly { get; init; }

    public static NamespaceDestinationRules Of(IReadOnlyList<Config<DestinationRule>> rules, string ns, MeshGlobals globals)
    {
        var apart = globals.Mesh.Features.ExportsKeepRulesApart;
        var local = new DestinationRuleMerge(apart);
        var exported = new DestinationRuleMerge(apart);
        var privateOnly = new DestinationRuleMerge(apart);

        // Rules for some workloads go before rules for all.
        foreach (var config in rules.Where(r => r.Spec.WorkloadSelector is not null).Concat(rules.Where(r => r.Spec.WorkloadSelector is null)))
        {
            var host = ShortNames.Host(config.Spec.Host, ns, globals.DomainSuffix);
            var resolved = Resolved(config, host);

            // A rule for some workloads of a namespace means nothing in others.
            FrozenSet<string> exportTo = config.Spec.WorkloadSelector is null
                ? config.Spec.ExportTo.ToFrozenSet(StringComparer.Ordinal)
                : FrozenSet.Create(StringComparer.Ordinal, ".");
            if (exportTo.Count == 0 || exportTo.Contains("*") || exportTo.Contains(".") || exportTo.Contains(ns))
            {
                local.Add(resolved, host, exportTo);
            }

            // Of the mesh's default only "." counts here.
            var isPrivate = exportTo.Count == 0
                ? globals.Mesh.DefaultDestinationRuleExportTo.Contains(".")
                : exportTo.Count == 1 && (exportTo.Contains(".") || exportTo.Contains(ns));
            (isPrivate ? privateOnly : exported).Add(resolved, host, exportTo);
        }

        return new() { Source = rules, Local = local.Build(), Exported = exported.Build(), PrivateOnly = privateOnly.Build() };
    }

    // Kept, so that what was made of a rule stays valid when another one of the namespace changes.
    private static readonly ConditionalWeakTable<Config<DestinationRule>, Config<DestinationRule>> WithFullName = [];

    private static Config<DestinationRule> Resolved(Config<DestinationRule> config, string host)
    {
        if (host == config.Spec.Host)
        {
            return config;
        }

        if (!WithFullName.TryGetValue(config, out var resolved) || resolved.Spec.Host != host)
        {
            resolved = config with { Spec = config.Spec with { Host = host } };
            WithFullName.AddOrUpdate(config, resolved);
        }

        return resolved;
    }
}
