using System.Collections.Immutable;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

/// <summary>A mesh under construction. Immutable: each step gives another mesh that shares what it does not change.</summary>
internal sealed record MeshBuilder
{
    public MeshGlobals Globals { get; init; } = new() { Mesh = MeshConfigDefaults.Mesh, Networks = new() };

    private ImmutableSortedDictionary<string, NamespaceSnapshot> Snapshots { get; init; } = ImmutableSortedDictionary<string, NamespaceSnapshot>.Empty;

    public MeshBuilder With(MeshConfig mesh) => this with { Globals = Globals with { Mesh = mesh } };

    public MeshBuilder With<TSpec>(string ns, string name, TSpec spec, int day = 1)
        where TSpec : class, IResourceSpec =>
        With(new Config<TSpec> { Meta = new() { Name = name, Namespace = ns, CreationTimestamp = Day(day) }, Spec = spec });

    public MeshBuilder With(MeshObject added)
    {
        var snapshot = SnapshotOf(added.Meta.Namespace);
        var known = snapshot.Objects.GetValueOrDefault(added.Kind) ?? [];
        var objects = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>(snapshot.Objects)
        {
            [added.Kind] = [.. known.Where(o => o.Meta.Name != added.Meta.Name), added],
        };
        return With(snapshot with { Objects = objects });
    }

    public MeshBuilder Without(ResourceKind kind, string ns, string name)
    {
        var snapshot = SnapshotOf(ns);
        var objects = new Dictionary<ResourceKind, IReadOnlyList<MeshObject>>(snapshot.Objects)
        {
            [kind] = [.. (snapshot.Objects.GetValueOrDefault(kind) ?? []).Where(o => o.Meta.Name != name)],
        };
        return With(snapshot with { Objects = objects });
    }

    public MeshBuilder With(Service service)
    {
        var snapshot = SnapshotOf(service.Namespace);
        return With(snapshot with { Services = [.. snapshot.Services.Where(s => s.Hostname != service.Hostname || s.Name != service.Name), service] });
    }

    public MeshBuilder With(NamespaceSnapshot snapshot) => this with { Snapshots = Snapshots.SetItem(snapshot.Namespace, snapshot) };

    public MeshBuilder Without(string ns) => this with { Snapshots = Snapshots.Remove(ns) };

    public MeshView Assemble(MeshView? previous = null) => MeshView.Assemble(Globals, Snapshots, previous);

    public static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A Kubernetes service with one HTTP port.</summary>
    public static Service Kubernetes(string name, string ns, int port = 80, int day = 1) => new()
    {
        Hostname = $"{name}.{ns}.svc.cluster.local",
        Namespace = ns,
        Name = name,
        Registry = ServiceRegistry.Kubernetes,
        Resolution = Resolution.ClientSideLb,
        Ports = [new("http", port, Protocol.Http)],
        CreationTime = Day(day),
        Source = new("Service", ns, name),
    };

    /// <summary>A host of a ServiceEntry.</summary>
    public static Service Entry(string host, string ns, int port = 80, int day = 1) => new()
    {
        Hostname = host,
        Namespace = ns,
        Name = host,
        Registry = ServiceRegistry.External,
        Resolution = Resolution.DnsLb,
        MeshExternal = true,
        Ports = [new("http", port, Protocol.Http)],
        CreationTime = Day(day),
        Source = new("ServiceEntry", ns, host),
    };

    public static VirtualService RouteTo(string host, string destination) => new()
    {
        Hosts = [host],
        Http = [new() { Route = [new() { Destination = new() { Host = destination } }] }],
    };

    private NamespaceSnapshot SnapshotOf(string ns) => Snapshots.GetValueOrDefault(ns) ?? new() { Namespace = ns };
}
