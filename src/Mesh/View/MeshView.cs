using System.Collections.Frozen;
using System.Collections.Immutable;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Configuration and services of the whole mesh, indexed for translation. Immutable; made from namespace snapshots and from
/// the view before, whose parts it shares where nothing changed.
/// </summary>
public sealed class MeshView
{
    private static readonly MeshView Nothing = new();

    private readonly IReadOnlyDictionary<string, NamespaceSnapshot> _snapshots;
    private readonly ConfigTables _configs;
    private readonly ServiceIndex _services;
    private readonly VirtualServiceIndex _virtualServices;
    private readonly DestinationRuleIndex _rules;
    private readonly SidecarIndex _sidecars;
    private readonly GatewayTable _gateways;
    private readonly ScopeTable _scopes;
    private readonly ServiceVariants _variants;
    private readonly Lazy<IReadOnlyList<string>> _routerLabels;
    private DeltaFromView? _deltaFrom;

    private MeshView()
    {
        Globals = new() { Mesh = new(), Networks = new() };
        Delta = ViewDelta.Of([], true);
        _snapshots = FrozenDictionary<string, NamespaceSnapshot>.Empty;
        _configs = ConfigTables.Empty;
        _services = ServiceIndex.Empty;
        _virtualServices = VirtualServiceIndex.Empty;
        _rules = DestinationRuleIndex.Empty;
        _sidecars = new(ConfigIndex<Sidecar>.Empty, "");
        _gateways = GatewayTable.Empty;
        _routerLabels = new(() => []);
        _variants = new();
        _scopes = new(new(Globals, _services, _virtualServices, _rules, _variants, previous: null));
    }

    private MeshView(
        MeshGlobals globals, IReadOnlyDictionary<string, NamespaceSnapshot> snapshots, MeshView previous, IReadOnlyList<SnapshotChange> changes)
    {
        // Defaults of the mesh (visibility, domain suffix) are worked into every index, so other globals void them all.
        var globalsChanged = !ReferenceEquals(globals, previous.Globals);
        var from = globalsChanged ? Nothing : previous;
        var indexed = globalsChanged ? SnapshotChange.Between(Nothing._snapshots, snapshots) : changes;

        Globals = globals;
        Delta = ViewDelta.Of(changes, globalsChanged);
        _snapshots = snapshots;
        FactsVersion = Delta.Facts.Count == 0 ? previous.FactsVersion : new(new(), new(previous.FactsVersion.Stamp, Delta.Facts));
        NetworksStamp = globalsChanged || Delta.NamespacesDiffer ? new() : previous.NetworksStamp;
        _variants = previous._variants;
        _configs = from._configs.Update(indexed);
        _services = from._services.Update(indexed, globals.Mesh.DefaultServiceExportTo, _variants, derivesAddresses: !globals.Mesh.Features.WritesAddresses);
        _virtualServices = Same<VirtualService>(from) ? from._virtualServices : from._virtualServices.Update(_configs.Of<VirtualService>(), globals);
        _rules = Same<DestinationRule>(from) ? from._rules : from._rules.Update(_configs.Of<DestinationRule>(), globals, globalsChanged);
        _sidecars = new(_configs.Of<Sidecar>(), globals.RootNamespace);
        _gateways = from._gateways.Update(_configs.Of<Gateway>().All, globals.Mesh.Features);
        _scopes = new(new(globals, _services, _virtualServices, _rules, _variants, previous._scopes.Builder));
        _routerLabels = TellsRoutersApartLike(from) ? new(from._routerLabels.Value) : new(() => [.. RouterLabelNames()]);
        if (!globalsChanged)
        {
            _scopes.TakeOver(previous._scopes, ScopeChangesSince(previous), _rules);
        }
    }

    public MeshGlobals Globals { get; }

    public MeshConfig Mesh => Globals.Mesh;

    public string RootNamespace => Globals.RootNamespace;

    /// <summary>What differs from the view that this one was made from.</summary>
    public ViewDelta Delta { get; }

    /// <summary>What differs from any older view. Worked out once for all who go from the same one to this.</summary>
    public ViewDelta DeltaFrom(MeshView before)
    {
        var known = _deltaFrom;
        if (known is null || !known.Before.TryGetTarget(out var same) || !ReferenceEquals(same, before))
        {
            var delta = ViewDelta.Of(SnapshotChange.Between(before._snapshots, _snapshots), !ReferenceEquals(Globals, before.Globals));
            _deltaFrom = known = new(new(before), delta);
        }

        return known.Delta;
    }

    /// <summary>Identifies the facts of the view's services: for keys of memos, and for those who remember what they made of them.</summary>
    public FactsVersion FactsVersion { get; } = new(new(), null);

    /// <summary>The namespaces that the view knows, in no order.</summary>
    public IEnumerable<string> Namespaces => _snapshots.Keys;

    /// <summary>Every service, also those that nobody may see, the oldest first.</summary>
    public IReadOnlyList<Service> Services => _services.All;

    /// <param name="globals">Mesh configuration; the same instance means unchanged.</param>
    /// <param name="snapshots">One snapshot a namespace; the same instance means unchanged.</param>
    /// <param name="previous">The view before, or null for the first one.</param>
    /// <returns>
    /// The view, without the namespaces that the mesh's discovery selectors leave out; the previous one where nothing differs.
    /// </returns>
    public static MeshView Assemble(MeshGlobals globals, IReadOnlyDictionary<string, NamespaceSnapshot> snapshots, MeshView? previous)
    {
        previous ??= Nothing;
        if (globals.Mesh.DiscoverySelectors.Count > 0)
        {
            snapshots = snapshots.Where(entry => globals.Mesh.DiscoverySelectors.Any(selector => selector.Matches(entry.Value.Labels)))
                .ToDictionary(StringComparer.Ordinal);
        }

        var changes = SnapshotChange.Between(previous._snapshots, snapshots);
        return changes.Count == 0 && ReferenceEquals(globals, previous.Globals)
            ? previous
            : new(globals, new Dictionary<string, NamespaceSnapshot>(snapshots, StringComparer.Ordinal), previous, changes);
    }

    /// <summary>All objects of a kind, the oldest first.</summary>
    public IReadOnlyList<Config<TSpec>> All<TSpec>()
        where TSpec : class, IResourceSpec =>
        _configs.Of<TSpec>().All;

    /// <summary>A namespace's objects of a kind, the oldest first.</summary>
    public IReadOnlyList<Config<TSpec>> In<TSpec>(string ns)
        where TSpec : class, IResourceSpec =>
        _configs.Of<TSpec>().In(ns);

    public Config<TSpec>? Find<TSpec>(string ns, string name)
        where TSpec : class, IResourceSpec =>
        _configs.Of<TSpec>().Find(ns, name);

    public NamespaceSnapshot? Namespace(string ns) => _snapshots.GetValueOrDefault(ns);

    public Service? FindService(ServiceKey key) => _services.Find(key);

    /// <summary>Namespace to service, for every namespace that defines the host name.</summary>
    public IReadOnlyDictionary<string, Service> ServicesNamed(string hostname) =>
        _services.ByHostname.GetValueOrDefault(hostname).Holders().ToImmutableSortedDictionary(holder => holder.Namespace, holder => holder, StringComparer.Ordinal);

    public ServiceFacts Facts(ServiceKey key) => Namespace(key.Namespace)?.Facts.GetValueOrDefault(key) ?? ServiceFacts.None;

    public bool IsVisible(Service service, string ns) => _services.IsVisible(service, ns);

    /// <summary>What a namespace may see: services exported to it by name first, then public ones; each the oldest first.</summary>
    public IReadOnlyList<Service> ServicesVisibleTo(string ns) => _services.VisibleTo(ns);

    /// <summary>
    /// The proxy as the registry knows it: a workload outside Kubernetes has the labels and the place of its endpoint in a
    /// ServiceEntry, whatever it says of itself.
    /// </summary>
    public ProxyNode Known(ProxyNode node) => RegistryLabels.Apply(node, this);

    /// <summary>What a proxy sees of the mesh, by the Sidecar that applies to it; for routers everything visible to its namespace.</summary>
    public SidecarScope ScopeOf(ProxyNode node) => _scopes.For(_sidecars.KeyFor(node));

    /// <summary>
    /// The VirtualServices that count for a gateway, in order of precedence, short names written out and delegates merged.
    /// </summary>
    /// <param name="ns">The namespace of the proxy.</param>
    /// <param name="gateway"><c>mesh</c> or <c>namespace/name</c>.</param>
    public IReadOnlyList<Config<VirtualService>> VirtualServicesFor(string ns, string gateway) => _virtualServices.For(ns, gateway);

    /// <summary>Identifies the view's VirtualServices, for those who remember what they made of them.</summary>
    public VirtualServiceVersion VirtualServices => _virtualServices.Version;

    /// <summary>Identifies the view's networks and gateways to them: the same object as long as none of them changes.</summary>
    public object NetworksStamp { get; } = new();

    /// <summary>Identifies the view's services and who may see them: the same object as long as none of them changes.</summary>
    public object ServicesStamp => _services;

    /// <summary>The hosts to which VirtualServices of a gateway (<c>namespace/name</c>) lead, whoever may see them.</summary>
    public IReadOnlyList<string> DestinationsOf(string gateway) => _virtualServices.DestinationsOf(gateway, Mesh.Features.ScopeGatewaysToNamespace);

    /// <summary>All Gateways that select a proxy, merged into one; null where none does.</summary>
    /// <param name="node">The proxy.</param>
    /// <param name="targets">The service ports that its workload serves, which translate Gateway ports to its own.</param>
    public MergedGateway? GatewaysOf(ProxyNode node, IReadOnlyList<ServiceTarget> targets) =>
        _gateways.For(node, targets);

    /// <inheritdoc cref="GatewaysOf(ProxyNode, IReadOnlyList{ServiceTarget})"/>
    public MergedGateway? GatewaysOf(ProxyNode node) => GatewaysOf(node, ServiceTargets.Of(node, this));

    /// <summary>
    /// The names of the labels by which Gateways and routes tell gateways' proxies apart, sorted. What proxies of a namespace
    /// with equal values of these (and equal service ports) receive is equal.
    /// </summary>
    public IReadOnlyList<string> RouterLabels => _routerLabels.Value;

    /// <summary>Whether nothing has changed that names labels, so that names which are known hold on.</summary>
    private bool TellsRoutersApartLike(MeshView from)
    {
        if (ReferenceEquals(from, Nothing) || !from._routerLabels.IsValueCreated || !Same<DestinationRule>(from))
        {
            return false;
        }

        var (was, now) = (from.All<VirtualService>(), All<VirtualService>());
        var routes = ListStep.Between(was, now);
        var (oldGateways, newGateways) = (from.All<Gateway>(), All<Gateway>());
        var gateways = ListStep.Between(oldGateways, newGateways);
        return Enumerable.Range(routes.Start, routes.Gone).All(i => SelectingLabels.Of(was[i].Spec).Count == 0)
            && Enumerable.Range(routes.Start, routes.Come).All(i => SelectingLabels.Of(now[i].Spec).Count == 0)
            && gateways.Gone == gateways.Come
            && Enumerable.Range(gateways.Start, gateways.Come).All(i => oldGateways[i].Spec.Selector.Keys.SequenceEqual(newGateways[i].Spec.Selector.Keys));
    }

    private SortedSet<string> RouterLabelNames()
    {
        var names = new SortedSet<string>(SelectingLabels.Of(All<Gateway>()), StringComparer.Ordinal);
        names.UnionWith(SelectingLabels.Of(All<DestinationRule>()));
        foreach (var config in All<VirtualService>())
        {
            if (SelectingLabels.Of(config.Spec) is { Count: > 0 } labels)
            {
                names.UnionWith(labels);
            }
        }

        return names;
    }

    private bool Same<TSpec>(MeshView from)
        where TSpec : class, IResourceSpec =>
        !ReferenceEquals(from, Nothing) && ReferenceEquals(_configs.Of<TSpec>(), from._configs.Of<TSpec>());

    private ScopeChanges ScopeChangesSince(MeshView previous)
    {
        var namespaces = new HashSet<string>(StringComparer.Ordinal);
        if (!ReferenceEquals(_virtualServices, previous._virtualServices))
        {
            namespaces.UnionWith(_virtualServices.NamespacesThatDiffer(previous._virtualServices));
        }

        var hostnames = new HashSet<string>(StringComparer.Ordinal);
        var services = _services.Since(previous._services.Stamp);
        foreach (var service in services?.Gone.Concat(services.Come) ?? ServicesThatDiffer(previous._services))
        {
            namespaces.Add(service.Namespace);
            hostnames.Add(service.Hostname);
        }

        return new(namespaces, hostnames);
    }

    // An alias changes services of namespaces that did not change themselves.
    private IEnumerable<Service> ServicesThatDiffer(ServiceIndex before) =>
        _services.ByNamespace.Keys.Union(before.ByNamespace.Keys).SelectMany(ns =>
        {
            var (gone, come) = ListDifference.Of(before.In(ns), _services.In(ns));
            return gone.Concat(come);
        });

    // Weak, or every view would hold all that came before it.
    private sealed record DeltaFromView(WeakReference<MeshView> Before, ViewDelta Delta);
}
