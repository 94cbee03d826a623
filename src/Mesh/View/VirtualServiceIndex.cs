using System.Collections.Concurrent;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>
/// VirtualServices as routes are made of them: short names written out, delegates merged in, found by the gateway they bind
/// to and the namespace that looks. An unchanged VirtualService (with unchanged delegates) stays the same instance, and so does
/// a list of such.
/// </summary>
internal sealed class VirtualServiceIndex
{
    public static readonly VirtualServiceIndex Empty = new([]);

    private readonly MergedVirtualService[] _roots;
    private readonly VirtualServiceLists _lists;
    private readonly ConcurrentDictionary<(string Namespace, string Gateway), IReadOnlyList<Config<VirtualService>>> _found = new();
    private readonly Lazy<Dictionary<Config<VirtualService>, MergedVirtualService>> _bySource;

    private VirtualServiceIndex(MergedVirtualService[] roots)
        : this(roots, VirtualServiceLists.Of(roots), new(new(), null))
    {
    }

    private VirtualServiceIndex(MergedVirtualService[] roots, VirtualServiceLists lists, VirtualServiceVersion version)
    {
        _roots = roots;
        _lists = lists;
        Version = version;
        _bySource = new(() => roots.ToDictionary<MergedVirtualService, Config<VirtualService>>(root => root.Source, ReferenceEqualityComparer.Instance));
    }

    /// <summary>Tells this index from others, and which gateways' lists differ from the one before.</summary>
    public VirtualServiceVersion Version { get; }

    /// <summary>
    /// What a namespace sees for a gateway (<c>mesh</c> or <c>namespace/name</c>): its private ones first, then those exported
    /// to it by name, then public ones.
    /// </summary>
    public IReadOnlyList<Config<VirtualService>> For(string ns, string gateway) =>
        _lists.FindForAll(gateway) ?? _found.GetOrAdd((ns, gateway), static (key, lists) => lists.Find(key.Namespace, key.Gateway), _lists);

    /// <summary>The hosts to which VirtualServices of a gateway lead, whoever may see them.</summary>
    /// <param name="gateway"><c>namespace/name</c>.</param>
    /// <param name="ofItsNamespaceOnly">Whether routes for sources in other namespaces than the gateway's count for none.</param>
    public IReadOnlyList<string> DestinationsOf(string gateway, bool ofItsNamespaceOnly)
    {
        var ns = ofItsNamespaceOnly ? gateway.Split('/')[0] : null;
        return
        [
            .. _roots
                .Where(merged => merged.Result.Spec.Gateways.Contains(gateway))
                .SelectMany(merged => RouteDestinations.Of(merged.Result.Spec, ns))
                .Select(destination => destination.Host)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The namespaces in which a merged VirtualService differs from the other index.</summary>
    public IEnumerable<string> NamespacesThatDiffer(VirtualServiceIndex other)
    {
        var (gone, come) = ListDifference.Of(
            Array.ConvertAll(other._roots, root => root.Result), Array.ConvertAll(_roots, root => root.Result));
        return gone.Concat(come).Select(config => config.Meta.Namespace).Distinct(StringComparer.Ordinal);
    }

    public VirtualServiceIndex Update(ConfigIndex<VirtualService> configs, MeshGlobals globals)
    {
        var roots = new List<MergedVirtualService>(_roots.Length + 1);
        var position = 0;
        foreach (var config in configs.All)
        {
            // Without hosts it is a delegate: it has no effect but through its roots.
            if (config.Spec.Hosts.Count > 0)
            {
                // Most stand where they stood.
                var known = position < _roots.Length && ReferenceEquals(_roots[position].Source, config)
                    ? _roots[position]
                    : _bySource.Value.GetValueOrDefault(config);
                roots.Add(MergedVirtualService.Of(config, known, configs, globals));
                position++;
            }
        }

        MergedVirtualService[] all = [.. roots];
        if (_lists.Revised(_roots, all) is { } revised)
        {
            var index = new VirtualServiceIndex(all, revised.Lists, new(new(), new(Version.Stamp, revised.Gateways)));
            foreach (var (key, list) in _found)
            {
                if (!revised.Gateways.Contains(key.Gateway))
                {
                    index._found.TryAdd(key, list);
                }
            }

            return index;
        }

        return new(all);
    }
}
