using System.Collections.Frozen;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Works out what a scope imports.</summary>
internal sealed class SidecarScopeBuilder
{
    /// <summary>The listener of workloads that no Sidecar with egress listeners applies to: everything that is visible.</summary>
    private static readonly IstioEgressListener ImportAll = new() { Hosts = ["*/*"] };

    /// <summary>Stands for a namespace that has nothing of its own and to which nothing is exported by name.</summary>
    private const string AnyNamespace = "";

    private static readonly IReadOnlySet<string> NoNames = FrozenSet<string>.Empty;

    private readonly MeshGlobals _globals;
    private readonly ServiceIndex _services;
    private readonly VirtualServiceIndex _virtualServices;
    private readonly DestinationRuleIndex _rules;
    private readonly ServiceVariants _variants;
    private readonly EgressImport _egress;
    private readonly ScopeRevision _revision;
    private readonly Lazy<SharedScope> _shared;
    private readonly Lazy<VisibleServices> _everything;

    // What was last made of these in a view before.
    private readonly SharedScope? _earlierShared;
    private readonly VisibleServices? _earlierEverything;

    /// <param name="globals">Mesh configuration.</param>
    /// <param name="services">All services.</param>
    /// <param name="virtualServices">All VirtualServices.</param>
    /// <param name="rules">All DestinationRules.</param>
    /// <param name="variants">Trimmed services.</param>
    /// <param name="previous">The builder of the view before: lists that come out equal stay the same instances.</param>
    public SidecarScopeBuilder(
        MeshGlobals globals,
        ServiceIndex services,
        VirtualServiceIndex virtualServices,
        DestinationRuleIndex rules,
        ServiceVariants variants,
        SidecarScopeBuilder? previous)
    {
        _globals = globals;
        _services = services;
        _virtualServices = virtualServices;
        _rules = rules;
        _variants = variants;
        _egress = new(services, variants, globals.Mesh.Features);
        _revision = new(services, _egress);
        var hasSameGlobals = previous is not null && ReferenceEquals(previous._globals, globals);
        _earlierShared = previous is null ? null : previous._shared.IsValueCreated ? previous._shared.Value : previous._earlierShared;
        _earlierEverything = !hasSameGlobals ? null : previous!._everything.IsValueCreated ? previous._everything.Value : previous._earlierEverything;
        _shared = new(BuildShared);
        _everything = hasSameGlobals && ReferenceEquals(previous!._services, services) ? previous._everything : new(BuildEverything);
    }

    /// <summary>Identifies the services that scopes are made of.</summary>
    public object ServicesStamp => _services.Stamp;

    /// <param name="key">The scope.</param>
    /// <param name="earlier">The same scope in an earlier view: lists that come out equal stay the same instances.</param>
    /// <param name="stamp">Identifies the services for which that one held.</param>
    public SidecarScope Build(ScopeKey key, SidecarScope? earlier, object? stamp)
    {
        var change = earlier is null ? null : _services.Since(stamp!);
        var parts = (key.IsRouter ? PartsForRouter(key.Namespace, earlier, change) : PartsForSidecar(key, earlier, change)).SharedWith(earlier?.EgressListeners, earlier?.Imported);
        return new(key, parts, _rules, _globals.RootNamespace, earlier)
        {
            OutboundTrafficPolicy = key.IsRouter ? null : EgressPolicy.Of(key.Sidecar?.Spec, _globals.Mesh),
        };
    }

    private ScopeParts PartsForSidecar(ScopeKey key, SidecarScope? earlier, ServiceChange? change)
    {
        var ns = key.Namespace;
        if (key.Sidecar is { Spec.Egress.Count: > 0 } own)
        {
            return Revised(own.Spec.Egress, ns, earlier, change) ?? PartsFor(own.Spec.Egress, ns);
        }

        if (!SeesWhatAllSee(ns) || _everything.Value.Contested.Contains(ns))
        {
            return Revised([ImportAll], ns, earlier, change) ?? PartsFor([ImportAll], ns);
        }

        if (_shared.Value is { HasSourceNamespaces: false } shared && ReferenceEquals(VisibleRoutes(ns), VisibleRoutes(AnyNamespace)))
        {
            return shared.Parts;
        }

        return (_services.SharedNames.IsEmpty ? null : Revised([ImportAll], ns, earlier, change)) ?? PartsFor([ImportAll], ns);
    }

    private ScopeParts PartsForRouter(string ns, SidecarScope? earlier, ServiceChange? change)
    {
        var before = earlier is null ? null : ImportedListing.Of(earlier);
        var imported = SeesWhatAllSee(ns) ? _everything.Value.ForRouters
            : (before is null || change is null ? null : _revision.Of(before, null, new(ImportAll.Hosts, ns), ns, change, NoNames)) ?? ImportFor(ns);
        var reads = new ScopeReads { AllNamespaces = true, Namespaces = NoNames, Destinations = NoNames };
        return new([Listener(earlier, null, imported.Listed, VisibleRoutes(ns))], imported.Imported, reads);
    }

    private ImportedListing ImportFor(string ns)
    {
        var import = new ServiceImport(_variants);
        var visible = _services.VisibleTo(ns);
        foreach (var service in visible)
        {
            import.Add(service);
        }

        var imported = import.Build(visible as SegmentedList<Service>);
        return new(new(imported.Services), imported);
    }

    /// <summary>What a scope with one listener imports after single services have changed; null where that has to be worked out anew.</summary>
    private ScopeParts? Revised(IReadOnlyList<IstioEgressListener> declared, string ns, SidecarScope? earlier, ServiceChange? change)
    {
        if (declared.Count != 1 || earlier is null || change is null || ImportedListing.Of(earlier) is not { } before)
        {
            return null;
        }

        var hosts = new EgressHosts(declared[0].Hosts, ns);
        var routes = SelectVirtualServices(hosts, ns);
        var known = earlier.EgressListeners[0].VirtualServices;
        if (!ListStep.Between(known, routes).IsEmpty && !FindsDestinationsListed(declared[0], hosts, ns))
        {
            return null;
        }

        return _revision.Of(before, declared[0], hosts, ns, change, earlier.Reads.Destinations) is not { } imported
            ? null
            : new([Listener(earlier, declared[0], imported.Listed, routes)], imported.Imported, earlier.Reads);
    }

    private ScopeParts PartsFor(IReadOnlyList<IstioEgressListener> declared, string ns)
    {
        var import = new ServiceImport(_variants);
        var destinations = new HashSet<string>(StringComparer.Ordinal);
        var listeners = new List<EgressListener>(declared.Count);
        var allNamespaces = false;
        var namespaces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var listener in declared)
        {
            var hosts = new EgressHosts(listener.Hosts, ns);
            if (declared.Count == 1 && ReferenceEquals(listener, ImportAll) && SeesWhatAllSee(ns) && FindsDestinationsListed(listener, hosts, ns))
            {
                var (listed, imported) = _everything.Value.ForSidecars;
                return new(
                    [new EgressListener(listener, listed, VisibleRoutes(ns))],
                    imported,
                    new() { AllNamespaces = true, Namespaces = NoNames, Destinations = NoNames });
            }

            allNamespaces |= hosts.ReadsAllNamespaces;
            namespaces.UnionWith(hosts.ByNamespace.Keys);
            var selected = ReferenceEquals(listener, ImportAll) && ns == AnyNamespace
                ? _everything.Value.ForSidecars.Listed
                : new(SegmentedList<Service>.Of(_egress.Select(listener, hosts, ns)));
            var egress = new EgressListener(listener, selected, SelectVirtualServices(hosts, ns));
            listeners.Add(egress);
            foreach (var service in egress.Services)
            {
                import.Add(service);
            }

            if (!FindsDestinationsListed(listener, hosts, ns))
            {
                _egress.AddDestinations(egress, ns, import, destinations);
            }
        }

        return new(
            listeners,
            import.Build(listeners[0].Listed.All),
            new() { AllNamespaces = allNamespaces, Namespaces = namespaces, Destinations = destinations });
    }

    /// <summary>
    /// Whether all that a VirtualService may lead to is imported anyway: everything is, no name has more than one meaning, and the namespace
    /// has no service that it cannot see itself.
    /// </summary>
    private bool FindsDestinationsListed(IstioEgressListener listener, EgressHosts hosts, string ns) =>
        hosts.ImportsEverything && !EgressListener.MatchesPortOf(listener) && _services.SharedNames.IsEmpty && !_services.NotPublicIn.ContainsKey(ns);

    private SharedScope BuildShared()
    {
        var routes = VisibleRoutes(AnyNamespace);
        return new(
            PartsFor([ImportAll], AnyNamespace).SharedWith(_earlierShared?.Parts.Listeners, _earlierShared?.Parts.Services),
            routes,
            _earlierShared is { } earlier && ReferenceEquals(earlier.Routes, routes)
                ? earlier.HasSourceNamespaces
                : routes.Any(config => config.Spec.Http.Any(route => route.Match.Any(match => match.SourceNamespace.Length > 0))));
    }

    private VisibleServices BuildEverything()
    {
        var before = _earlierEverything;
        var change = before is null ? null : _services.Since(before.Stamp);
        var hosts = new EgressHosts(ImportAll.Hosts, AnyNamespace);
        if (!_services.SharedNames.IsEmpty)
        {
            var selected = ForSidecars(new(SegmentedList<Service>.Of(_egress.Select(ImportAll, hosts, AnyNamespace))));
            return new(_services.Stamp, Or(selected, before?.ForSidecars), Or(ImportFor(AnyNamespace), before?.ForRouters), ContestedNamespaces());
        }

        // All that is public, for sidecars and routers alike.
        var imported = before is not null && change is not null && ReferenceEquals(before.ForSidecars, before.ForRouters)
            ? _revision.Of(before.ForSidecars, null, hosts, AnyNamespace, change, NoNames, _services.Public)
            : null;
        imported = Or(imported ?? ImportFor(AnyNamespace), before?.ForSidecars);
        return new(_services.Stamp, imported, imported, NoNames);
    }

    private ImportedListing ForSidecars(ListedServices listed)
    {
        var import = new ServiceImport(_variants);
        foreach (var service in listed.All)
        {
            import.Add(service);
        }

        return new(listed, import.Build(listed.All));
    }

    private static ImportedListing Or(ImportedListing made, ImportedListing? before) =>
        before is not null
        && ReferenceEquals(made.Listed.Or(before.Listed), before.Listed)
        && ReferenceEquals(made.Imported.Or(before.Imported), before.Imported) ? before : made;

    /// <summary>The namespaces that are preferred to others for some host name when they look for it themselves.</summary>
    private HashSet<string> ContestedNamespaces() => _services.SharedNames
        .Select(hostname => _services.ByHostname[hostname].All.Where(_services.IsPublic).ToList())
        .Where(named => named.Count > 1)
        .SelectMany(named => named.Select(service => service.Namespace))
        .ToHashSet(StringComparer.Ordinal);

    private bool SeesWhatAllSee(string ns) => !_services.ExportedTo.ContainsKey(ns) && !_services.NotPublicIn.ContainsKey(ns);

    private IReadOnlyList<Config<VirtualService>> VisibleRoutes(string ns) => _virtualServices.For(ns, ShortNames.MeshGateway);

    private IReadOnlyList<Config<VirtualService>> SelectVirtualServices(EgressHosts hosts, string ns)
    {
        var visible = VisibleRoutes(ns);
        if (hosts.ImportsEverything)
        {
            return visible;
        }

        var selected = visible.Where(hosts.Imports).ToList();
        return selected.Count == visible.Count ? visible : selected;
    }

    /// <summary>A scope's only listener, made of the one before where there is one.</summary>
    private static EgressListener Listener(
        SidecarScope? earlier, IstioEgressListener? declared, ListedServices services, IReadOnlyList<Config<VirtualService>> routes) =>
        earlier is { EgressListeners: [var listener] } && ReferenceEquals(listener.Listener, declared)
            ? listener.With(services, ListStep.Between(listener.VirtualServices, routes).IsEmpty ? listener.VirtualServices : routes)
            : new(declared, services, routes);

    /// <param name="Parts">For sidecars that import everything.</param>
    /// <param name="Routes">Their VirtualServices.</param>
    /// <param name="HasSourceNamespaces">Whether some of those matches by the client's namespace.</param>
    private sealed record SharedScope(ScopeParts Parts, IReadOnlyList<Config<VirtualService>> Routes, bool HasSourceNamespaces);

    /// <summary>What everybody sees.</summary>
    /// <param name="Stamp">Identifies the services.</param>
    /// <param name="ForSidecars">Of each host name one.</param>
    /// <param name="ForRouters">Likewise, by the rules of routers.</param>
    /// <param name="Contested">Namespaces that prefer a definition of their own.</param>
    private sealed record VisibleServices(object Stamp, ImportedListing ForSidecars, ImportedListing ForRouters, IReadOnlySet<string> Contested);
}
