using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>VirtualServices by who may see them and what they bind to, each list in order of precedence. Lists never change.</summary>
internal sealed class VirtualServiceLists
{
    private static readonly List<Config<VirtualService>> Nothing = [];

    private readonly Dictionary<string, List<Config<VirtualService>>> _publicByGateway;
    private readonly Dictionary<(string Namespace, string Gateway), List<Config<VirtualService>>> _private = [];
    private readonly Dictionary<(string Namespace, string Gateway), List<Config<VirtualService>>> _exported = [];

    // Routes of the Gateway API go before others where the reader's namespace has them.
    private readonly bool _hasOverrides;

    private VirtualServiceLists(bool hasOverrides) => (_publicByGateway, _hasOverrides) = (new(StringComparer.Ordinal), hasOverrides);

    private VirtualServiceLists(VirtualServiceLists other)
    {
        _hasOverrides = other._hasOverrides;
        _publicByGateway = new(other._publicByGateway, StringComparer.Ordinal);
        _private = new(other._private);
        _exported = new(other._exported);
    }

    public static VirtualServiceLists Of(MergedVirtualService[] roots)
    {
        var lists = new VirtualServiceLists(Array.Exists(roots, root => root.OverridesOthers));
        foreach (var root in roots)
        {
            lists.Add(root);
        }

        return lists;
    }

    /// <summary>What everyone sees for a gateway, where nobody sees anything else for any; null otherwise.</summary>
    public List<Config<VirtualService>>? FindForAll(string gateway) =>
        _private.Count + _exported.Count > 0 || _hasOverrides ? null : _publicByGateway.GetValueOrDefault(gateway, Nothing);

    public List<Config<VirtualService>> Find(string ns, string gateway)
    {
        List<Config<VirtualService>> everyones = _publicByGateway.GetValueOrDefault(gateway) ?? [];
        var privateOnes = _private.GetValueOrDefault((ns, gateway)) ?? [];
        var exported = _exported.GetValueOrDefault((ns, gateway)) ?? [];

        // The Gateway API's consumer override: a route of the reader's own namespace goes before those of others.
        bool Overrides(Config<VirtualService> config) => _hasOverrides && config.Meta.Namespace == ns && RouteSemantics.IsGatewayApi(config);
        return everyones.Exists(Overrides)
            ? [.. privateOnes, .. exported, .. everyones.Where(Overrides), .. everyones.Where(c => !Overrides(c))]
            : privateOnes.Count + exported.Count == 0 ? everyones : [.. privateOnes, .. exported, .. everyones];
    }

    /// <summary>The lists after VirtualServices were replaced in their places, and for which gateways; null where more has changed.</summary>
    public (VirtualServiceLists Lists, IReadOnlySet<string> Gateways)? Revised(MergedVirtualService[] before, MergedVirtualService[] after)
    {
        if (before.Length != after.Length)
        {
            return null;
        }

        var lists = new VirtualServiceLists(this);
        var gateways = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < before.Length; i++)
        {
            if (ReferenceEquals(before[i], after[i]))
            {
                continue;
            }

            if (!before[i].IsFoundLike(after[i]))
            {
                return null;
            }

            lists.Replace(before[i], after[i].Result);
            gateways.UnionWith(after[i].Gateways);
        }

        return (lists, gateways);
    }

    private void Add(MergedVirtualService root)
    {
        foreach (var gateway in root.Gateways)
        {
            if (root.Scope.IsPublic)
            {
                Add(_publicByGateway, gateway, root.Result);
                continue;
            }

            foreach (var reader in root.Scope.Namespaces)
            {
                Add(ListsFor(root, reader), (reader, gateway), root.Result);
            }
        }
    }

    private void Replace(MergedVirtualService root, Config<VirtualService> with)
    {
        foreach (var gateway in root.Gateways)
        {
            if (root.Scope.IsPublic)
            {
                Replace(_publicByGateway, gateway, root.Result, with);
                continue;
            }

            foreach (var reader in root.Scope.Namespaces)
            {
                Replace(ListsFor(root, reader), (reader, gateway), root.Result, with);
            }
        }
    }

    private Dictionary<(string Namespace, string Gateway), List<Config<VirtualService>>> ListsFor(MergedVirtualService root, string reader) =>
        reader == root.Result.Meta.Namespace ? _private : _exported;

    private static void Add<TKey>(Dictionary<TKey, List<Config<VirtualService>>> lists, TKey key, Config<VirtualService> config)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(config);
    }

    private static void Replace<TKey>(
        Dictionary<TKey, List<Config<VirtualService>>> lists, TKey key, Config<VirtualService> config, Config<VirtualService> with)
        where TKey : notnull =>
        lists[key] = lists[key].ConvertAll(item => ReferenceEquals(item, config) ? with : item);
}
