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
    private readonly Memo<ServiceHostInputs, ServiceHost> _serviceHosts = new(expected: Hosts);
    private readonly Memo<OutboundInputs, OutboundServices> _services = new();
    private readonly Memo<HostPlanInputs, LatestHostPlan> _plans = new();
    private readonly Memo<VirtualHostDraft, EncodedPart> _hosts = new();
    private readonly Memo<SidecarHost, SidecarHost> _sidecarHosts = new();
    private readonly Memo<CatchAllInputs, EncodedPart> _catchAlls = new();
    private readonly Memo<DefaultActionInputs, byte[]> _actions = new();
    private readonly Memo<RouteConfigurationDraft, EncodedResource> _configurations = new(expected: Hosts);

    /// <summary>How many virtual hosts were encoded so far.</summary>
    public long EncodedHosts => _hosts.Misses + Interlocked.Read(ref _encodedForSidecars);

    /// <summary>How many route configurations were encoded so far.</summary>
    public long EncodedConfigurations => _configurations.Misses;

    /// <summary>Counts sweeps.</summary>
    public int Generation => Volatile.Read(ref _generation);

    private int _generation;
    private long _encodedForSidecars;

    public EncodedRoute[] RoutesOf(RouteInputs inputs) => _routes.GetOrAdd(inputs, static (of, memos) => VirtualServiceRoutes.Encode(of, memos), this);

    public byte[] DefaultActionOf(DefaultActionInputs inputs) =>
        _actions.GetOrAdd(inputs, static of => DefaultRoutes.EncodeAction(of.Retries, of.Hash));

    public OutboundServices ServicesOf(OutboundInputs inputs) => _services.GetOrAdd(inputs, static of => new(of.Services, of.Port));

    public ServiceHost HostOf(ServiceHostInputs inputs) => _serviceHosts.GetOrAdd(inputs, static (of, memos) => ServiceHost.Of(of, memos), this);

    /// <summary>The host itself, which stays in use, or the one that is in use in its stead.</summary>
    public ServiceHost Kept(ServiceHost host) => _serviceHosts.GetOrAdd(host.Inputs, static (_, known) => known, host);

    public LatestHostPlan LatestPlanOf(HostPlanInputs inputs) => _plans.GetOrAdd(inputs, static _ => new());

    public EncodedPart Encode(VirtualHostDraft draft) => _hosts.GetOrAdd(draft, static (host, memos) => VirtualHostEncoding.Encode(host, memos), this);

    /// <summary>The host itself, or an equal one that is known.</summary>
    public SidecarHost Shared(SidecarHost host) => _sidecarHosts.GetOrAdd(host, static made => made);

    /// <summary>For a host that is shared.</summary>
    public EncodedPart EncodeForSidecars(VirtualHostDraft draft)
    {
        Interlocked.Increment(ref _encodedForSidecars);
        return VirtualHostEncoding.Encode(draft, this);
    }

    public EncodedPart CatchAllOf(CatchAllInputs inputs) => _catchAlls.GetOrAdd(
        inputs, static of => VirtualHostEncoding.Encode(CatchAllHosts.Of(of.Policy, of.IncludesAttemptCount, of.AppendsForwardedHost)));

    public EncodedResource Encode(RouteConfigurationDraft draft) => _configurations.GetOrAdd(draft, RouteConfigurationEncoding.Encode);

    public void Sweep()
    {
        Interlocked.Increment(ref _generation);
        _routes.Sweep();
        _serviceHosts.Sweep();
        _services.Sweep();
        _plans.Sweep();
        _hosts.Sweep();
        _sidecarHosts.Sweep();
        _catchAlls.Sweep();
        _actions.Sweep();
        _configurations.Sweep();
    }
}

/// <summary>What the actions of routes without VirtualService have in common. Compared by reference.</summary>
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
