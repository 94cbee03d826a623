using System.Collections.Frozen;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Works out what a scope imports.</summary>
internal sealed class SidecarScopeBuilder
{
    private readonly MeshGlobals _globals;
    private readonly ServiceIndex _services;
    private readonly VirtualServiceIndex _virtualServices;
    private readonly DestinationRuleIndex _rules;
    private readonly ServiceVariants _variants;
    private readonly EgressImport _egress;

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
        _egress = new(services, variants, globals.Mesh.Features.PickBestServiceNamespace);
        var sameServices = previous is not null && ReferenceEquals(previous._services, services) && ReferenceEquals(previous._globals, globals);
        _inherited = previous is null ? null : previous._shared.IsValueCreated ? previous._shared.Value : previous._inherited;
        _everything = sameServices ? previous!._everything : new(BuildEverything);
        _earlierRouter = previous is null ? null : previous._router.IsValueCreated ? previous._router.Value : previous._earlierRouter;
        _router = sameServices ? previous!._router : new(() => ImportFor(AnyNamespace).Or(_earlierRouter));
        _shared = new(BuildShared);
    }

    /// <summary>The listener of workloads that no Sidecar with egress listeners applies to: everything that is visible.</summary>
    private static readonly IstioEgressListener ImportAll = new() { Hosts = ["*/*"] };

    /// <summary>Stands for a namespace that has nothing of its own and to which nothing is exported by name.</summary>
    private const string AnyNamespace = "";

    private readonly Lazy<SharedParts> _shared;
    private readonly SharedParts? _inherited;

    // These depend on services alone.
    private readonly Lazy<Everything> _everything;
    private readonly Lazy<ImportedServices> _router;
    private readonly ImportedServices? _earlierRouter;

    /// <param name="key">The scope.</param>
    /// <param name="earlier">The same scope in an earlier view: lists that come out equal stay the same instances.</param>
    public SidecarScope Build(ScopeKey key, SidecarScope? earlier)
    {
        var parts = (key.IsRouter ? PartsForRouter(key.Namespace) : PartsForSidecar(key)).SharedWith(earlier);
        return new(key, parts, _rules, _globals.RootNamespace)
        {
            OutboundTrafficPolicy = key.IsRouter ? null : EgressPolicy.Of(key.Sidecar?.Spec, _globals.Mesh),
        };
    }

    private ScopeParts PartsForSidecar(ScopeKey key)
    {
        var ns = key.Namespace;
        if (key.Sidecar is { Spec.Egress.Count: > 0 } own)
        {
            return PartsFor(own.Spec.Egress, ns);
        }

        return SeesWhatAllSee(ns) && !_shared.Value.HasSourceNamespaces && !_everything.Value.Contested.Contains(ns) && ReferenceEquals(VisibleRoutes(ns), VisibleRoutes(AnyNamespace))
            ? _shared.Value.Sidecar
            : PartsFor([ImportAll], ns);
    }

    private ScopeParts PartsForRouter(string ns)
    {
        var imported = SeesWhatAllSee(ns) ? _router.Value : ImportFor(ns);
        var reads = new ScopeReads { AllNamespaces = true, Namespaces = FrozenSet<string>.Empty, Destinations = FrozenSet<string>.Empty };
        return new([new EgressListener(null, new(imported.Services), VisibleRoutes(ns))], imported, reads);
    }

    private ImportedServices ImportFor(string ns)
    {
        var import = new ServiceImport(_variants);
        foreach (var service in _services.VisibleTo(ns))
        {
            import.Add(service);
        }

        return import.Build();
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
            allNamespaces |= hosts.ReadsAllNamespaces;
            namespaces.UnionWith(hosts.ByNamespace.Keys);
            var listed = ReferenceEquals(listener, ImportAll) && ns == AnyNamespace
                ? _everything.Value.Listed
                : new(_egress.Select(listener, hosts, ns));
            var egress = new EgressListener(listener, listed, SelectVirtualServices(hosts, ns));
            listeners.Add(egress);
            foreach (var service in egress.Services)
            {
                import.Add(service);
            }

            _egress.AddDestinations(egress, ns, import, destinations);
        }

        return new(
            listeners,
            import.Build(),
            new() { AllNamespaces = allNamespaces, Namespaces = namespaces, Destinations = destinations });
    }

    private SharedParts BuildShared()
    {
        var sidecar = PartsFor([ImportAll], AnyNamespace);
        return new(
            sidecar with { Services = sidecar.Services.Or(_inherited?.Sidecar.Services) },
            VisibleRoutes(AnyNamespace).Any(config => config.Spec.Http.Any(route => route.Match.Any(match => match.SourceNamespace.Length > 0))));
    }

    private Everything BuildEverything() => new(
        new ListedServices(_egress.Select(ImportAll, new(ImportAll.Hosts, AnyNamespace), AnyNamespace)).Or(_inherited?.Sidecar.Listeners[0].Listed),
        ContestedNamespaces());

    /// <summary>The namespaces that are preferred to others for some host name when they look for it themselves.</summary>
    private HashSet<string> ContestedNamespaces() => _services.VisibleTo(AnyNamespace)
        .GroupBy(service => service.Hostname, StringComparer.Ordinal)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group.Select(service => service.Namespace))
        .ToHashSet(StringComparer.Ordinal);

    private bool SeesWhatAllSee(string ns) => !_services.ExportedTo.ContainsKey(ns) && _services.In(ns).All(_services.IsPublic);

    private IReadOnlyList<Config<VirtualService>> VisibleRoutes(string ns) => _virtualServices.For(ns, ShortNames.MeshGateway);

    private IReadOnlyList<Config<VirtualService>> SelectVirtualServices(EgressHosts hosts, string ns)
    {
        var visible = VisibleRoutes(ns);
        var selected = visible.Where(hosts.Imports).ToList();
        return selected.Count == visible.Count ? visible : selected;
    }

    /// <param name="Sidecar">For sidecars that import everything.</param>
    /// <param name="HasSourceNamespaces">Whether some VirtualService matches by the client's namespace.</param>
    private sealed record SharedParts(ScopeParts Sidecar, bool HasSourceNamespaces);

    /// <param name="Listed">All services that everybody sees, of each host name one.</param>
    /// <param name="Contested">Namespaces that prefer a definition of their own.</param>
    private sealed record Everything(ListedServices Listed, IReadOnlySet<string> Contested);
}
