using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Listeners;

namespace MeshActors.Translation.Tests.Listeners;

/// <summary>A small mesh, built in memory, and the listeners that its proxies get.</summary>
internal sealed class ListenerMesh
{
    public const string Namespace = "default";

    private readonly List<Service> _services = [];
    private readonly List<MeshObject> _objects = [];
    private readonly Dictionary<ServiceKey, ServiceFacts> _facts = [];
    private MeshView? _view;

    public ListenerTranslator Translator { get; init; } = new();

    public MeshConfig Mesh { get; set; } = MeshConfigDefaults.Mesh;

    public MeshNetworks Networks { get; set; } = new();

    public static ProxyNode Sidecar { get; } = new()
    {
        Id = "app-1.default",
        Type = ProxyType.Sidecar,
        IpAddresses = ["10.1.0.1"],
        Namespace = Namespace,
        ClusterId = "Kubernetes",
        DnsDomain = "default.svc.cluster.local",
        Labels = new Dictionary<string, string> { ["app"] = "app" },
    };

    public static ProxyNode Gateway { get; } = Sidecar with
    {
        Id = "gateway-1.default",
        Type = ProxyType.Router,
        Labels = new Dictionary<string, string> { ["istio"] = "gateway" },
    };

    public static Service Service(string name, string address, params MeshPort[] ports) => new()
    {
        Hostname = $"{name}.default.svc.cluster.local",
        Name = name,
        Namespace = Namespace,
        Registry = ServiceRegistry.Kubernetes,
        Resolution = address == MeshActors.Mesh.Registry.Service.UnspecifiedAddress ? Resolution.Passthrough : Resolution.ClientSideLb,
        DefaultAddress = address,
        ClusterVips = new Dictionary<string, IReadOnlyList<string>> { ["Kubernetes"] = [address] },
        Selector = new Dictionary<string, string> { ["app"] = name },
        Ports = ports,
        Source = new("Service", Namespace, name),
    };

    public static MeshPort Port(string name, int number, Protocol protocol) => new(name, number, protocol) { TargetPort = number };

    public ListenerMesh With(Service service, params string[] pods)
    {
        _services.RemoveAll(existing => existing.Hostname == service.Hostname);
        _services.Add(service);
        _facts[service.Key] = new()
        {
            InlineEndpoints =
            [
                .. pods.SelectMany(pod => service.Ports.Select(port =>
                    new Endpoint { Addresses = [pod], Port = port.TargetPort, ServicePortName = port.Name })),
            ],
        };
        return this;
    }

    public ListenerMesh With<TSpec>(TSpec spec, string name = "test", string ns = Namespace)
        where TSpec : class, IResourceSpec
    {
        _objects.Add(new Config<TSpec> { Meta = new() { Name = name, Namespace = ns }, Spec = spec });
        return this;
    }

    public IReadOnlyDictionary<string, Listener> ListenersOf(ProxyNode node) =>
        EncodedListenersOf(node).ToDictionary(found => found.Name, found => Listener.Parser.ParseFrom(found.Value.Span));

    public IReadOnlyList<EncodedResource> EncodedListenersOf(ProxyNode node) => Translator.Translate(ContextOf(node));

    public TranslationContext ContextOf(ProxyNode node)
    {
        var globals = _view?.Globals is { } known && ReferenceEquals(known.Mesh, Mesh) ? known : new MeshGlobals { Mesh = Mesh, Networks = Networks };
        var snapshots = new[] { Namespace, Mesh.RootNamespace }.ToDictionary(ns => ns, Snapshot);
        _view = MeshView.Assemble(globals, snapshots, _view);
        return TranslationContext.Of(node, _view);
    }

    private NamespaceSnapshot Snapshot(string ns) => new()
    {
        Namespace = ns,
        Services = [.. _services.Where(service => service.Namespace == ns)],
        Facts = _facts.Where(fact => fact.Key.Namespace == ns).ToDictionary(),
        Objects = _objects.Where(found => found.Meta.Namespace == ns)
            .GroupBy(found => found.Kind)
            .ToDictionary(kind => kind.Key, kind => (IReadOnlyList<MeshObject>)[.. kind]),
    };
}
