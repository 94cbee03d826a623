using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>What routes of all proxies share, each with its whole input as key.</summary>
internal sealed class RouteMemos
{
    private const int Hosts = 1021;

    private readonly Memo<RouteInputs, EncodedRoute[]> _routes = new(expected: Hosts);
    private readonly Memo<DefaultRouteInputs, EncodedRoute[]> _defaults = new();
    private readonly Memo<DomainInputs, ServiceDomains> _domains = new(expected: Hosts);
    private readonly Memo<OutboundInputs, OutboundServices> _services = new();
    private readonly Memo<HostPlanInputs, LatestHostPlan> _plans = new();
    private readonly Memo<VirtualHostDraft, EncodedPart> _hosts = new();
    private readonly Memo<SidecarHost, SidecarHost> _sidecarHosts = new(expected: Hosts);
    private readonly Memo<CatchAllInputs, EncodedPart> _catchAlls = new();
    private readonly Memo<DefaultActionInputs, byte[]> _actions = new();

    /// <summary>How many virtual hosts were encoded so far.</summary>
    public long EncodedHosts => _hosts.Misses + Interlocked.Read(ref _encodedForSidecars);

    /// <summary>Counts sweeps.</summary>
    public int Generation => Volatile.Read(ref _generation);

    private int _generation;
    private long _encodedForSidecars;

    public EncodedRoute[] RoutesOf(RouteInputs inputs) => _routes.GetOrAdd(inputs, static (of, memos) => VirtualServiceRoutes.Encode(of, memos), this);

    public EncodedRoute[] DefaultRouteOf(DefaultRouteInputs inputs) => _defaults.GetOrAdd(inputs, static (of, memos) => of.Encode(memos), this);

    public byte[] DefaultActionOf(DefaultActionInputs inputs) =>
        _actions.GetOrAdd(inputs, static of => DefaultRoutes.EncodeAction(of.Retries, of.Hash));

    public OutboundServices ServicesOf(OutboundInputs inputs) => _services.GetOrAdd(inputs, static of => new(of.Services, of.Port));

    public ServiceDomains DomainsOf(DomainInputs inputs) => _domains.GetOrAdd(inputs, ServiceDomains.Of);

    public LatestHostPlan LatestPlanOf(HostPlanInputs inputs) => _plans.GetOrAdd(inputs, static _ => new());

    public EncodedPart Encode(VirtualHostDraft draft) => _hosts.GetOrAdd(draft, VirtualHostEncoding.Encode);

    /// <summary>The host itself, or an equal one that is known.</summary>
    public SidecarHost Shared(SidecarHost host) => _sidecarHosts.GetOrAdd(host, static made => made);

    /// <summary>For a host that is shared.</summary>
    public EncodedPart EncodeForSidecars(VirtualHostDraft draft)
    {
        Interlocked.Increment(ref _encodedForSidecars);
        return VirtualHostEncoding.Encode(draft);
    }

    public EncodedPart CatchAllOf(CatchAllInputs inputs) => _catchAlls.GetOrAdd(
        inputs, static of => VirtualHostEncoding.Encode(CatchAllHosts.Of(of.Policy, of.IncludesAttemptCount, of.AppendsForwardedHost)));

    public void Sweep()
    {
        Interlocked.Increment(ref _generation);
        _routes.Sweep();
        _defaults.Sweep();
        _domains.Sweep();
        _services.Sweep();
        _plans.Sweep();
        _hosts.Sweep();
        _sidecarHosts.Sweep();
        _catchAlls.Sweep();
        _actions.Sweep();
    }
}

/// <summary>What the route to a service without VirtualService is made of.</summary>
internal readonly record struct DefaultRouteInputs(string Host, int Port, HttpRetry? Retries, ConsistentHashLb? Hash)
{
    public EncodedRoute[] Encode(RouteMemos memos) => [EncodedRoute.ToService(Host, Port, memos.DefaultActionOf(new(Retries, Hash)))];

    public bool Equals(DefaultRouteInputs other) =>
        Host == other.Host && Port == other.Port && ReferenceEquals(Retries, other.Retries) && ReferenceEquals(Hash, other.Hash);

    public override int GetHashCode() =>
        HashCode.Combine(Host, Port, Hash is null ? 0 : RuntimeHelpers.GetHashCode(Hash));
}

/// <summary>What the actions of such routes have in common. Compared by reference.</summary>
internal readonly record struct DefaultActionInputs(HttpRetry? Retries, ConsistentHashLb? Hash)
{
    public bool Equals(DefaultActionInputs other) => ReferenceEquals(Retries, other.Retries) && ReferenceEquals(Hash, other.Hash);

    public override int GetHashCode() => Hash is null ? 0 : RuntimeHelpers.GetHashCode(Hash);
}

/// <summary>A listener's services, by reference, and its port.</summary>
internal readonly struct OutboundInputs(IReadOnlyList<Service> services, int port) : IEquatable<OutboundInputs>
{
    public IReadOnlyList<Service> Services => services;

    public int Port => port;

    public bool Equals(OutboundInputs other) => ReferenceEquals(services, other.Services) && port == other.Port;

    public override bool Equals(object? obj) => obj is OutboundInputs other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(services), port);
}

/// <summary>What the virtual host for all else is made of.</summary>
internal readonly record struct CatchAllInputs(EgressPolicy? Policy, bool IncludesAttemptCount, bool AppendsForwardedHost);

/// <summary>What the domains of a service's virtual host are made of.</summary>
/// <param name="Service">The service.</param>
/// <param name="Host">Its host name as the listener knows it.</param>
/// <param name="AppendedPort">The port to list names with too, or <see cref="HostDomains.NoPort"/>.</param>
/// <param name="IsForPort">Whether the listener is for one port.</param>
/// <param name="DnsDomain">The proxy's DNS domain, as far as it matters: see <see cref="HostDomains.Perspective"/>.</param>
/// <param name="IsAbsoluteToo">Whether names with a final dot are listed.</param>
/// <param name="Addresses">How the proxy sees addresses.</param>
internal readonly record struct DomainInputs(
    Service Service, string Host, int AppendedPort, bool IsForPort, string DnsDomain, bool IsAbsoluteToo, AddressView Addresses)
{
    /// <summary>What tells nearly all apart.</summary>
    public override int GetHashCode() => HashCode.Combine(Service, AppendedPort, DnsDomain);
}
