using System.Collections.Immutable;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The mesh's DestinationRules by namespace and host.</summary>
internal sealed class DestinationRuleIndex
{
    private readonly ImmutableDictionary<string, NamespaceDestinationRules> _byNamespace;
    private readonly string _rootNamespace;

    public static readonly DestinationRuleIndex Empty =
        new(ImmutableDictionary<string, NamespaceDestinationRules>.Empty.WithComparers(StringComparer.Ordinal), "");

    private DestinationRuleIndex(ImmutableDictionary<string, NamespaceDestinationRules> byNamespace, string rootNamespace)
    {
        _byNamespace = byNamespace;
        _rootNamespace = rootNamespace;
    }

    /// <param name="configs">The rules.</param>
    /// <param name="globals">Mesh configuration.</param>
    /// <param name="globalsChanged">Whether what was made with the previous globals is void.</param>
    public DestinationRuleIndex Update(ConfigIndex<DestinationRule> configs, MeshGlobals globals, bool globalsChanged)
    {
        var byNamespace = _byNamespace.ToBuilder();
        foreach (var ns in configs.Namespaces)
        {
            var rules = configs.In(ns);
            if (globalsChanged || !byNamespace.TryGetValue(ns, out var known) || !ReferenceEquals(known.Source, rules))
            {
                byNamespace[ns] = NamespaceDestinationRules.Of(rules, ns, globals);
            }
        }

        foreach (var ns in _byNamespace.Keys.Where(ns => configs.In(ns).Count == 0))
        {
            byNamespace.Remove(ns);
        }

        return new(byNamespace.ToImmutable(), globals.RootNamespace);
    }

    /// <summary>Whether a look-up by that namespace for a service of the other one can differ between the two indices.</summary>
    public bool SameFor(DestinationRuleIndex other, string ns) =>
        ReferenceEquals(_byNamespace.GetValueOrDefault(ns), other._byNamespace.GetValueOrDefault(ns));

    /// <summary>
    /// The rules for a service as a proxy's namespace sees them: its own first, then what the service's namespace exports to
    /// it, then what the root namespace exports to it. A more specific host counts only within one of these.
    /// </summary>
    public IReadOnlyList<ConsolidatedDestinationRule> Find(string proxyNamespace, Service service)
    {
        if (_byNamespace.IsEmpty)
        {
            return [];
        }

        // What the root namespace exports must not shadow the rules of a service's own namespace for gateways that run there.
        var own = _byNamespace.GetValueOrDefault(proxyNamespace);
        if (own is not null && (proxyNamespace == _rootNamespace ? own.PrivateOnly : own.Local).TryMatch(service.Hostname, out var local))
        {
            return local;
        }

        return Exported(service.Namespace, service.Hostname, proxyNamespace) is { Count: > 0 } exported
            ? exported
            : Exported(_rootNamespace, service.Hostname, proxyNamespace);
    }

    /// <summary>The rules of a namespace that are for some of its workloads.</summary>
    public IEnumerable<Config<DestinationRule>> ForSomeWorkloads(string ns) =>
        _byNamespace.GetValueOrDefault(ns)?.Source.Where(rule => rule.Spec.WorkloadSelector is not null) ?? [];

    private IReadOnlyList<ConsolidatedDestinationRule> Exported(string owner, string hostname, string reader)
    {
        if (_byNamespace.GetValueOrDefault(owner) is not { } rules || !rules.Exported.TryMatch(hostname, out var found))
        {
            return [];
        }

        bool IsVisible(ConsolidatedDestinationRule rule) => rule.ExportTo.Count == 0 || rule.ExportTo.Contains("*") || rule.ExportTo.Contains(reader);
        return Array.TrueForAll(found, IsVisible) ? found : Array.FindAll(found, IsVisible);
    }
}
