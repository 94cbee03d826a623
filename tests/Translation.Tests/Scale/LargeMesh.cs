using System.Globalization;
using System.Text;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Validation;
using MeshActors.Mesh.View;
using MeshActors.Translation.Endpoints;

namespace MeshActors.Translation.Tests.Scale;

/// <summary>
/// 10,000 services in 10 namespaces, each with an endpoint, the first hundred with a VirtualService and a DestinationRule, and a
/// sidecar in each namespace. Translated once; changes are made to that state, one at a time.
/// </summary>
public sealed class LargeMesh
{
    public const int Services = 10_000;
    public const int Namespaces = 10;
    public const int WithRules = 100;
    public const string Root = "istio-system";

    private const string Cluster = "Kubernetes";
    private const string Route = "80";

    private static readonly MeshGlobals Globals = new() { Mesh = MeshConfigDefaults.Mesh, Networks = new(), ConfigCluster = Cluster };

    private readonly Dictionary<string, Dictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>>> _objects;
    private readonly Dictionary<string, CompiledNamespace> _compiled;
    private readonly MeshView _view;
    private readonly Dictionary<string, EndpointQuery> _queries;

    public LargeMesh()
    {
        _objects = Objects().Append(Object("v1", "Namespace", "", Root, "{}"))
            .GroupBy(NamespaceOf)
            .ToDictionary(ns => ns.Key, ns => ns.GroupBy(o => o.Kind).ToDictionary(
                kind => kind.Key, kind => (IReadOnlyDictionary<string, MeshObject>)kind.ToDictionary(o => o.Meta.Name)));
        _compiled = _objects.Keys.ToDictionary(ns => ns, ns => Compile(ns, _objects[ns], null));
        _view = Assemble(_compiled, null);
        First = Translate(_view);
        _queries = Enumerable.Range(0, Services).Select(ClusterOf).ToDictionary(name => name, name => QueryOf(_view, name));
    }

    public XdsTranslator Translator { get; } = new();

    /// <summary>What each namespace's sidecar gets, in the order of the namespaces.</summary>
    public IReadOnlyList<SidecarResources> First { get; }

    public static string HostOf(int service) => $"svc-{service}.{NamespaceOf(service)}.svc.cluster.local";

    public static string ClusterOf(int service) => $"outbound|80||{HostOf(service)}";

    public static string NamespaceOf(int service) => string.Create(CultureInfo.InvariantCulture, $"ns-{service % Namespaces}");

    public static MeshObject Service(int service, string address, int port = 80, string annotations = "") => Parse(
        $$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"svc-{{service}}","namespace":"{{NamespaceOf(service)}}","annotations":{ {{annotations}} } },
         "spec":{"clusterIP":"{{address}}","selector":{"app":"svc-{{service}}"},"ports":[{"name":"http","port":{{port}},"targetPort":8080,"protocol":"TCP"}]} }
        """);

    public static MeshObject VirtualService(int service, string timeout) => Object("networking.istio.io/v1", "VirtualService", NamespaceOf(service), $"svc-{service}",
        $$"""{"hosts":["{{HostOf(service)}}"],"http":[{"timeout":"{{timeout}}","route":[{"destination":{"host":"{{HostOf(service)}}"} }]}]}""");

    public static MeshObject DestinationRule(int service, string ns, int requests) => Object("networking.istio.io/v1", "DestinationRule", ns, $"svc-{service}",
        $$"""{"host":"{{HostOf(service)}}","trafficPolicy":{"connectionPool":{"http":{"http2MaxRequests":{{requests}} } } } }""");

    public static MeshObject Endpoints(int service, string address) => Parse(
        $$"""
        {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
         "metadata":{"name":"svc-{{service}}-1","namespace":"{{NamespaceOf(service)}}","labels":{"kubernetes.io/service-name":"svc-{{service}}"} },
         "ports":[{"name":"http","port":8080,"protocol":"TCP"}],"endpoints":[{"addresses":["{{address}}"],"conditions":{"ready":true} }]}
        """);

    public static MeshObject Object(string apiVersion, string kind, string ns, string name, string spec) => Parse(
        $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"{{name}}","namespace":"{{ns}}"},"spec":{{spec}} }""");

    /// <summary>Puts an object into the first state, and translates everything again for every sidecar.</summary>
    public Change Apply(MeshObject item) => Apply(item, objects => objects[item.Meta.Name] = item);

    /// <summary>Removes an object of the first state instead.</summary>
    public Change Remove(MeshObject item) => Apply(item, objects => objects.Remove(item.Meta.Name));

    /// <summary>What a sidecar sees of the mesh, by namespace.</summary>
    public static IReadOnlyList<SidecarScope> Scopes(MeshView view) => [.. Sidecars.Select(sidecar => TranslationContext.Of(sidecar, view).Scope)];

    /// <summary>The first state.</summary>
    public MeshView View => _view;

    private Change Apply(MeshObject item, Action<Dictionary<string, MeshObject>> change)
    {
        var ns = NamespaceOf(item);
        var kinds = new Dictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>>(_objects[ns]);
        var objects = new Dictionary<string, MeshObject>(kinds.GetValueOrDefault(item.Kind) ?? new Dictionary<string, MeshObject>());
        change(objects);
        kinds[item.Kind] = objects;
        var compiled = new Dictionary<string, CompiledNamespace>(_compiled) { [ns] = Compile(ns, kinds, _compiled[ns]) };
        var view = Assemble(compiled, _view);
        var before = Translator.Work;
        var resources = Translate(view);
        return new(
            Translator.Work - before,
            resources,
            view,
            [.. Enumerable.Range(0, Services).Where(service => IsAssignedAnew(service, view, compiled[NamespaceOf(service)]))]);
    }

    private static MeshObject Parse(string json)
    {
        var parsed = ObjectValidator.ParseValid(null, Encoding.UTF8.GetBytes(json));
        return parsed.Object ?? throw new InvalidDataException(parsed.Describe());
    }

    private static IEnumerable<MeshObject> Objects()
    {
        for (var i = 0; i < Services; i++)
        {
            yield return Service(i, $"10.{i >> 8}.{i & 255}.1");
            yield return Endpoints(i, $"10.{100 + (i >> 8)}.{i & 255}.1");
        }

        for (var i = 0; i < WithRules; i++)
        {
            yield return VirtualService(i, "5s");
            yield return DestinationRule(i, NamespaceOf(i), 100);
        }
    }

    private static string NamespaceOf(MeshObject item) => item.Kind == ResourceKinds.Namespace ? item.Meta.Name : item.Meta.Namespace;

    private static CompiledNamespace Compile(
        string ns, IReadOnlyDictionary<ResourceKind, IReadOnlyDictionary<string, MeshObject>> objects, CompiledNamespace? previous) =>
        NamespaceCompiler.Compile(
            new() { Namespace = ns, Globals = Globals, Clusters = [new() { ClusterId = Cluster, Objects = objects }] }, previous);

    private static MeshView Assemble(Dictionary<string, CompiledNamespace> compiled, MeshView? previous) =>
        MeshView.Assemble(Globals, compiled.ToDictionary(entry => entry.Key, entry => entry.Value.Snapshot), previous);

    // In each namespace a workload of its first service.
    private static readonly ProxyNode[] Sidecars =
    [
        .. Enumerable.Range(0, Namespaces).Select(i => new ProxyNode
        {
            Id = $"svc-{i}-0.{NamespaceOf(i)}",
            Type = ProxyType.Sidecar,
            IpAddresses = [$"10.200.0.{i + 1}"],
            Namespace = NamespaceOf(i),
            ClusterId = Cluster,
            NodeName = "node",
            DnsDomain = $"{NamespaceOf(i)}.svc.cluster.local",
            Labels = new Dictionary<string, string> { ["app"] = $"svc-{i}" },
        }),
    ];

    private List<SidecarResources> Translate(MeshView view) =>
    [
        .. Sidecars.Select(sidecar => TranslationContext.Of(sidecar, view)).Select(context => new SidecarResources(
            Translator.Translate(XdsType.Cluster, context),
            Translator.Translate(XdsType.Listener, context),
            Translator.Translate(XdsType.Route, context, [Route]),
            Translator.Translate(XdsType.NameTable, context))),
    ];

    private EndpointQuery QueryOf(MeshView view, string cluster)
    {
        var context = TranslationContext.Of(Sidecars[0], view);
        return Translator.QueriesOf(context).For(context, cluster, out _);
    }

    // A load assignment is made anew where the service has other endpoints, or is asked for otherwise.
    private bool IsAssignedAnew(int service, MeshView view, CompiledNamespace compiled)
    {
        var key = new ServiceKey(NamespaceOf(service), HostOf(service));
        return !ReferenceEquals(_compiled[NamespaceOf(service)].Endpoints[key], compiled.Endpoints.GetValueOrDefault(key))
            || !QueryOf(view, ClusterOf(service)).Equals(_queries[ClusterOf(service)]);
    }
}

/// <summary>What a sidecar gets.</summary>
public sealed record SidecarResources(
    IReadOnlyList<EncodedResource> Clusters,
    IReadOnlyList<EncodedResource> Listeners,
    IReadOnlyList<EncodedResource> Routes,
    IReadOnlyList<EncodedResource> NameTables);

/// <summary>What a change led to.</summary>
/// <param name="Work">What was encoded.</param>
/// <param name="Resources">What the sidecars get.</param>
/// <param name="View">What they were made of.</param>
/// <param name="Assignments">The services whose load assignments have to be made anew.</param>
public sealed record Change(TranslationWork Work, IReadOnlyList<SidecarResources> Resources, MeshView View, IReadOnlyList<int> Assignments);
