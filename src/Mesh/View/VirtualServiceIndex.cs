using System.Collections.Concurrent;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>
/// VirtualServices as routes are made of them: short names written out, delegates merged in, found by the gateway they bind
/// to and the namespace that looks. An unchanged VirtualService (with unchanged delegates) stays the same instance.
/// </summary>
internal sealed class VirtualServiceIndex
{
    public static readonly VirtualServiceIndex Empty = new(new(), new(StringComparer.Ordinal), new(), new());

    private readonly Dictionary<Config<VirtualService>, Merged> _merged;
    private readonly Dictionary<string, List<Config<VirtualService>>> _publicByGateway;
    private readonly Dictionary<(string Namespace, string Gateway), List<Config<VirtualService>>> _private;
    private readonly Dictionary<(string Namespace, string Gateway), List<Config<VirtualService>>> _exported;
    private readonly ConcurrentDictionary<(string Namespace, string Gateway), IReadOnlyList<Config<VirtualService>>> _found = new();

    private VirtualServiceIndex(
        Dictionary<Config<VirtualService>, Merged> merged,
        Dictionary<string, List<Config<VirtualService>>> publicByGateway,
        Dictionary<(string Namespace, string Gateway), List<Config<VirtualService>>> privateOnes,
        Dictionary<(string Namespace, string Gateway), List<Config<VirtualService>>> exported)
    {
        _merged = merged;
        _publicByGateway = publicByGateway;
        _private = privateOnes;
        _exported = exported;
    }

    /// <summary>
    /// What a namespace sees for a gateway (<c>mesh</c> or <c>namespace/name</c>): its private ones first, then those exported
    /// to it by name, then public ones.
    /// </summary>
    public IReadOnlyList<Config<VirtualService>> For(string ns, string gateway) =>
        _found.GetOrAdd((ns, gateway), static (key, index) => index.Find(key), this);

    /// <summary>The namespaces in which a merged VirtualService differs from the other index.</summary>
    public IEnumerable<string> NamespacesThatDiffer(VirtualServiceIndex other)
    {
        var mine = _merged.Values.Select(m => m.Result).ToHashSet<Config<VirtualService>>(ReferenceEqualityComparer.Instance);
        mine.SymmetricExceptWith(other._merged.Values.Select(m => m.Result));
        return mine.Select(config => config.Meta.Namespace).Distinct(StringComparer.Ordinal);
    }

    public VirtualServiceIndex Update(ConfigIndex<VirtualService> configs, MeshGlobals globals)
    {
        var domainSuffix = globals.DomainSuffix;
        var defaultExportTo = globals.Mesh.DefaultVirtualServiceExportTo;
        var updated = new VirtualServiceIndex(new(ReferenceEqualityComparer.Instance), new(StringComparer.Ordinal), new(), new());
        foreach (var config in configs.All)
        {
            // Without hosts it is a delegate: it has no effect but through its roots.
            if (config.Spec.Hosts.Count == 0)
            {
                continue;
            }

            var merged = Merge(config, configs, domainSuffix, defaultExportTo);
            updated._merged.Add(config, merged);
            updated.Add(merged.Result, ExportScope.Of(config.Spec.ExportTo, defaultExportTo, config.Meta.Namespace));
        }

        return updated;
    }

    private Merged Merge(
        Config<VirtualService> config, ConfigIndex<VirtualService> configs, string domainSuffix, IReadOnlyList<string> defaultExportTo)
    {
        if (RouteSemantics.IsGatewayApi(config))
        {
            return new(config, [], domainSuffix);
        }

        var delegates = DelegateMerge.HasDelegates(config) && !RouteSemantics.IsIngress(config)
            ? DelegateMerge.Find(config, configs.Find, defaultExportTo)
            : [];
        if (_merged.TryGetValue(config, out var before)
            && before.DomainSuffix == domainSuffix
            && before.Delegates.SequenceEqual(delegates, ReferenceEqualityComparer.Instance))
        {
            return before;
        }

        var root = VirtualServiceNames.Resolve(config, domainSuffix);
        return new(
            delegates.Count == 0 ? root : DelegateMerge.Merge(root, [.. delegates.Select(d => d is null ? null : VirtualServiceNames.Resolve(d, domainSuffix))]),
            delegates,
            domainSuffix);
    }

    private void Add(Config<VirtualService> config, ExportScope scope)
    {
        var ns = config.Meta.Namespace;
        foreach (var gateway in config.Spec.Gateways.Count > 0 ? config.Spec.Gateways : [ShortNames.MeshGateway])
        {
            if (scope.IsPublic)
            {
                Add(_publicByGateway, gateway, config);
                continue;
            }

            foreach (var reader in scope.Namespaces)
            {
                Add(reader == ns ? _private : _exported, (reader, gateway), config);
            }
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<Config<VirtualService>>> lists, TKey key, Config<VirtualService> config)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(config);
    }

    private List<Config<VirtualService>> Find((string Namespace, string Gateway) key)
    {
        List<Config<VirtualService>> everyones = _publicByGateway.GetValueOrDefault(key.Gateway) ?? [];
        var privateOnes = _private.GetValueOrDefault(key) ?? [];
        var exported = _exported.GetValueOrDefault(key) ?? [];

        // The Gateway API's consumer override: a route of the reader's own namespace goes before those of others.
        bool Overrides(Config<VirtualService> config) => config.Meta.Namespace == key.Namespace && RouteSemantics.IsGatewayApi(config);
        return everyones.Exists(Overrides)
            ? [.. privateOnes, .. exported, .. everyones.Where(Overrides), .. everyones.Where(c => !Overrides(c))]
            : privateOnes.Count + exported.Count == 0 ? everyones : [.. privateOnes, .. exported, .. everyones];
    }

    private sealed record Merged(Config<VirtualService> Result, IReadOnlyList<Config<VirtualService>?> Delegates, string DomainSuffix);
}
