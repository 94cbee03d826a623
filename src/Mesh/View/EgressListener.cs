using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>One egress listener of a Sidecar (or the default one, for everything) and what it imports.</summary>
public sealed class EgressListener
{
    private readonly Lazy<HostIndex<Config<VirtualService>>> _routesByHost;
    private readonly ListedServices _services;

    internal EgressListener(IstioEgressListener? listener, ListedServices services, IReadOnlyList<Config<VirtualService>> virtualServices)
    {
        Listener = listener;
        _services = services;
        VirtualServices = virtualServices;
        RawRoutes = virtualServices.Any(IsRaw) ? [.. virtualServices.Where(IsRaw)] : [];
        _routesByHost = new(() => IndexByHost(virtualServices));
    }

    private EgressListener(EgressListener other, ListedServices services)
    {
        Listener = other.Listener;
        _services = services;
        VirtualServices = other.VirtualServices;
        RawRoutes = other.RawRoutes;
        _routesByHost = other._routesByHost;
    }

    /// <summary>The listener as written; null for routers, which have none.</summary>
    public IstioEgressListener? Listener { get; }

    /// <summary>
    /// Whether the listener takes only services with its own port. One without a port takes all, and so does an HTTP proxy.
    /// </summary>
    public bool MatchesPort => MatchesPortOf(Listener);

    /// <summary>Imported services; with <see cref="MatchesPort"/> they show that port only.</summary>
    public SegmentedList<Service> Services => _services.All;

    /// <summary>Imported VirtualServices for the mesh gateway, in order of precedence.</summary>
    public IReadOnlyList<Config<VirtualService>> VirtualServices { get; }

    /// <summary>Those of <see cref="VirtualServices"/> with routes for TCP or TLS, which listeners carry themselves.</summary>
    public IReadOnlyList<Config<VirtualService>> RawRoutes { get; }

    internal ListedServices Listed => _services;

    internal EgressListener SharedWith(EgressListener earlier) =>
        _services.Or(earlier._services) is var shared && ReferenceEquals(shared, _services) ? this : With(shared, VirtualServices);

    /// <summary>The same listener with other services or routes.</summary>
    internal EgressListener With(ListedServices services, IReadOnlyList<Config<VirtualService>> virtualServices) =>
        !ReferenceEquals(virtualServices, VirtualServices) ? new(Listener, services, virtualServices)
        : ReferenceEquals(services, _services) ? this
        : new(this, services);

    /// <summary>
    /// The ports of a segment of <see cref="Services"/> where all of its services speak HTTP on all ports; false where some do not.
    /// </summary>
    public bool TryHttpPorts(int segment, out ReadOnlySpan<int> ports)
    {
        var made = _services.HttpPorts.Segments[segment][0];
        ports = made.Numbers;
        return !ReferenceEquals(made, HttpPorts.NotAlone);
    }

    /// <summary>Those of <see cref="Services"/> that have a port, in the same order; the same instance as long as the services are.</summary>
    public IReadOnlyList<Service> ServicesOn(int port) => _services.On(port);

    /// <summary>The VirtualService whose host covers the name most specifically; of equal hosts the first one's.</summary>
    public Config<VirtualService>? MostSpecificVirtualService(string hostname) =>
        _routesByHost.Value.TryMatch(hostname, out var config) ? config : null;

    internal static bool MatchesPortOf(IstioEgressListener? listener) =>
        listener?.Port is { Number: not 0 } port && Protocols.Parse(port.Protocol) != Protocol.HttpProxy;

    private static bool IsRaw(Config<VirtualService> config) => config.Spec is { Tls.Count: > 0 } or { Tcp.Count: > 0 };

    private static HostIndex<Config<VirtualService>> IndexByHost(IReadOnlyList<Config<VirtualService>> virtualServices)
    {
        var index = new HostIndex<Config<VirtualService>>();
        foreach (var config in virtualServices)
        {
            foreach (var host in config.Spec.Hosts)
            {
                index.TryAdd(host, config);
            }
        }

        return index;
    }
}
