using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Tests.Routes;

/// <summary>Small meshes for route tests.</summary>
internal static class RouteMesh
{
    private static readonly MeshGlobals Globals = new() { Mesh = MeshConfigDefaults.Mesh, Networks = new() };

    public static Service Service(string name, string ns = "shop", int port = 80, string address = Mesh.Registry.Service.UnspecifiedAddress) => new()
    {
        Hostname = $"{name}.{ns}.svc.cluster.local",
        Namespace = ns,
        Name = name,
        Registry = ServiceRegistry.Kubernetes,
        Resolution = Resolution.ClientSideLb,
        Ports = [new("http", port, Protocol.Http)],
        DefaultAddress = address,
        Source = new("Service", ns, name),
    };

    public static Config<TSpec> Config<TSpec>(string name, TSpec spec, string ns = "shop")
        where TSpec : class, IResourceSpec =>
        new() { Meta = new() { Name = name, Namespace = ns }, Spec = spec };

    public static MeshView View(IEnumerable<Service> services, IEnumerable<MeshObject> objects, MeshView? previous = null)
    {
        var all = services.ToList();
        var configs = objects.ToList();
        var snapshots = all.Select(s => s.Namespace).Concat(configs.Select(c => c.Meta.Namespace)).Distinct().ToDictionary(ns => ns, ns => new NamespaceSnapshot
        {
            Namespace = ns,
            Services = [.. all.Where(s => s.Namespace == ns)],
            Objects = configs.Where(c => c.Meta.Namespace == ns).GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => (IReadOnlyList<MeshObject>)[.. g]),
        });
        return MeshView.Assemble(Globals, snapshots, previous);
    }

    public static ProxyNode Sidecar(string ns = "shop", params (string Key, string Value)[] labels) => Node(ProxyType.Sidecar, ns, labels);

    public static ProxyNode Router(params (string Key, string Value)[] labels) => Node(ProxyType.Router, "edge", labels);

    public static TranslationContext Context(this MeshView view, ProxyNode node) => TranslationContext.Of(node, view);

    public static VirtualService To(string host, params HttpRoute[] routes) => new() { Hosts = [host], Http = routes };

    public static HttpRoute Forward(string host) => new() { Route = [new() { Destination = new() { Host = host } }] };

    private static ProxyNode Node(ProxyType type, string ns, (string Key, string Value)[] labels) => new()
    {
        Id = "test",
        Type = type,
        IpAddresses = ["10.0.0.1"],
        Namespace = ns,
        DnsDomain = $"{ns}.svc.cluster.local",
        ClusterId = "Kubernetes",
        Labels = labels.ToDictionary(label => label.Key, label => label.Value),
    };
}
