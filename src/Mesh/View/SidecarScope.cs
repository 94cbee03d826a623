using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// What the proxies of a namespace that share a Sidecar (or have none) see of the mesh: listeners, services and the rules for
/// them. The same instance from view to view as long as nothing in it changes.
/// </summary>
public sealed class SidecarScope
{
    private readonly string _rootNamespace;
    private readonly Lazy<IReadOnlyList<string>> _selectingLabels;

    internal SidecarScope(ScopeKey key, ScopeParts parts, DestinationRuleIndex rules, string rootNamespace, SidecarScope? earlier)
    {
        Key = key;
        EgressListeners = parts.Listeners;
        Imported = parts.Services;
        _rootNamespace = rootNamespace;
        Rules = rules;
        Reads = parts.Reads;
        Destinations = new(key.Namespace, parts.Services, rules);
        _selectingLabels = earlier is not null && earlier._selectingLabels.IsValueCreated && NamesLabelsLike(earlier)
            ? earlier._selectingLabels
            : new(() => [.. SelectingLabelsOf(this)]);
    }

    /// <summary>The namespace of the proxies, which is not the Sidecar's where that stands in the root namespace.</summary>
    public string Namespace => Key.Namespace;

    /// <summary>The Sidecar that applies; null where none does, and for routers.</summary>
    public Config<Sidecar>? Sidecar => Key.Sidecar;

    /// <summary>At least one; the last one without a port catches all.</summary>
    public IReadOnlyList<EgressListener> EgressListeners { get; }

    /// <summary>The services of all listeners and those that their VirtualServices send traffic to, one for each host name.</summary>
    public SegmentedList<Service> Services => Imported.Services;

    /// <summary>The services that are resolved by DNS, whose endpoints are part of their clusters.</summary>
    public SegmentedList<Service> DnsServices => Imported.DnsServices;

    /// <summary>What decides clusters and load assignments of the scope: its services and their rules.</summary>
    public ScopeDestinations Destinations { get; }

    /// <summary>Null for routers.</summary>
    public required EgressPolicy? OutboundTrafficPolicy { get; init; }

    /// <summary>
    /// The names of the labels by which rules tell the proxies of this scope apart, sorted: source labels in VirtualServices,
    /// and workload selectors of DestinationRules. Proxies that agree on these labels get the same.
    /// </summary>
    public IReadOnlyList<string> SelectingLabels => _selectingLabels.Value;

    internal ScopeKey Key { get; }

    internal ImportedServices Imported { get; }

    internal ScopeReads Reads { get; }

    internal DestinationRuleIndex Rules { get; }

    /// <summary>The service that the scope knows by a host name, or null.</summary>
    public Service? Service(string hostname) => Imported.Find(hostname);

    /// <summary>
    /// The listener that serves a route name: the one with the port, or, for a Unix socket (port 0), with the bind address; else
    /// the one without a port. Null where there is none.
    /// </summary>
    public EgressListener? ListenerFor(int port, string bind)
    {
        foreach (var candidate in EgressListeners)
        {
            if (candidate.Listener?.Port is not { } declared
                || (declared.Number == port && (port != 0 || candidate.Listener.Bind == bind)))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>
    /// The DestinationRule for a service of this scope, or null. Rules of the proxy's own namespace with a workload selector
    /// apply to proxies with those labels and go before the one for all.
    /// </summary>
    /// <param name="service">A service of this scope.</param>
    /// <param name="proxyLabels">The proxy's labels; null for inbound traffic, where workload selectors do not count.</param>
    public ConsolidatedDestinationRule? DestinationRuleFor(Service service, IReadOnlyDictionary<string, string>? proxyLabels)
    {
        ConsolidatedDestinationRule? forAll = null;
        foreach (var rule in Rules.Find(Namespace, service))
        {
            if (rule.Rule.Spec.WorkloadSelector is not { } selector)
            {
                forAll = rule;
            }
            else if (proxyLabels is not null && rule.Rule.Meta.Namespace == Namespace && LabelMatch.SubsetOf(selector.Labels, proxyLabels))
            {
                return rule;
            }
        }

        return forAll;
    }

    /// <summary>As <see cref="DestinationRuleFor(Service, IReadOnlyDictionary{string, string}?)"/>, by host name; null too where the scope does not know the host.</summary>
    public ConsolidatedDestinationRule? DestinationRuleFor(string hostname, IReadOnlyDictionary<string, string>? proxyLabels) =>
        Service(hostname) is { } service ? DestinationRuleFor(service, proxyLabels) : null;

    private bool NamesLabelsLike(SidecarScope earlier) =>
        Rules.SameFor(earlier.Rules, Namespace)
        && EgressListeners.Count == earlier.EgressListeners.Count
        && EgressListeners.Zip(earlier.EgressListeners).All(pair => ReferenceEquals(pair.First.VirtualServices, pair.Second.VirtualServices));

    private static SortedSet<string> SelectingLabelsOf(SidecarScope scope)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var listener in scope.EgressListeners)
        {
            foreach (var config in listener.VirtualServices)
            {
                if (View.SelectingLabels.Of(config.Spec) is { Count: > 0 } labels)
                {
                    names.UnionWith(labels);
                }
            }
        }

        names.UnionWith(scope.Rules.ForSomeWorkloads(scope.Namespace).SelectMany(rule => rule.Spec.WorkloadSelector!.Labels.Keys));
        return names;
    }

    /// <summary>
    /// Whether the other scope, made of another view, has the same listeners with the same services. Their VirtualServices may differ.
    /// </summary>
    public bool HasSameListeners(SidecarScope other) =>
        ReferenceEquals(this, other)
        || (Key.Equals(other.Key)
            && OutboundTrafficPolicy == other.OutboundTrafficPolicy
            && EgressListeners.Count == other.EgressListeners.Count
            && EgressListeners.Zip(other.EgressListeners).All(pair =>
                Equals(pair.First.Listener, pair.Second.Listener) && ReferenceEquals(pair.First.Listed, pair.Second.Listed)));

    /// <summary>Whether the other scope with the same listeners has the same routes for TCP and TLS.</summary>
    public bool HasSameRawRoutes(SidecarScope other) =>
        ReferenceEquals(this, other) || EgressListeners.Zip(other.EgressListeners).All(pair => Same(pair.First.RawRoutes, pair.Second.RawRoutes));

    /// <summary>Whether the other scope, made of a later view, says the same in every respect.</summary>
    internal bool SameAs(SidecarScope other) =>
        Key.Equals(other.Key)
        && OutboundTrafficPolicy == other.OutboundTrafficPolicy
        && Same(Services, other.Services)
        && EgressListeners.Count == other.EgressListeners.Count
        && EgressListeners.Zip(other.EgressListeners).All(pair =>
            Same(pair.First.Services, pair.Second.Services) && Same(pair.First.VirtualServices, pair.Second.VirtualServices))
        && SameRules(other.Rules);

    /// <summary>Whether look-ups of rules give the same with another index.</summary>
    internal bool SameRules(DestinationRuleIndex rules) =>
        ReferenceEquals(Rules, rules)
        || (Rules.SameFor(rules, Namespace)
            && Rules.SameFor(rules, _rootNamespace)
            && Imported.Namespaces.All(ns => Rules.SameFor(rules, ns)));

    private static bool Same<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
        where T : class =>
        ListStep.Between(left, right).IsEmpty;
}
