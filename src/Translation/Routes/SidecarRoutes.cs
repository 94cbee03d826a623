using MeshActors.Mesh.View;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>The route configurations of one sidecar; what several names of one port need is worked out once.</summary>
internal sealed class SidecarRoutes(TranslationContext context, ProxyRouteFacts proxy, RouteMemos memos)
{
    private readonly Dictionary<int, PortHosts> _ports = [];

    public RouteConfigurationDraft Draft(string name)
    {
        if (RouteNames.Parse(name) is not { } route)
        {
            return new(name, RouteConfigurationEncoding.RoomFor(0, RouteForm.Empty), RouteForm.Empty);
        }

        var hosts = HostsOf(name, route.Port);
        if (route.SniffedHost is { } host)
        {
            return Full(name, [.. hosts.Sniffed(name, host).Select(memos.Encode)]);
        }

        var all = hosts.Plan?.Parts.Encode(memos) ?? SegmentedList<EncodedPart>.Empty;
        var parts = RouteConfigurationEncoding.RoomFor(all.Count + 1, RouteForm.Full);
        all.CopyTo(parts.AsSpan(1));
        parts[all.Count + 1] = memos.CatchAllOf(new(context.Scope.OutboundTrafficPolicy, proxy.IncludesAttemptCount, proxy.AppendsForwardedHost));
        return new(name, parts, RouteForm.Full);
    }

    private static RouteConfigurationDraft Full(string name, ReadOnlySpan<EncodedPart> hosts)
    {
        var parts = RouteConfigurationEncoding.RoomFor(hosts.Length, RouteForm.Full);
        hosts.CopyTo(parts.AsSpan(1));
        return new(name, parts, RouteForm.Full);
    }

    private PortHosts HostsOf(string name, int port)
    {
        // Listeners on Unix sockets all have port 0, and are told apart by name.
        if (port != OutboundServices.AnyPort && _ports.TryGetValue(port, out var known))
        {
            return known;
        }

        var hosts = new PortHosts(SidecarVirtualHosts.Of(context.Scope, context.View.Mesh, proxy, memos, name, port));
        _ports[port] = hosts;
        return hosts;
    }

    private sealed class PortHosts(SidecarHostPlan? plan)
    {
        private readonly Lazy<Dictionary<string, VirtualHostDraft>> _byDomain = new(() => ByDomain(plan?.Hosts ?? SegmentedList<SidecarHost>.Empty));

        public SidecarHostPlan? Plan => plan;

        /// <summary>The listener has found out by address which service is meant, so that its virtual host takes any authority.</summary>
        public IReadOnlyList<VirtualHostDraft> Sniffed(string name, string host)
        {
            VirtualHostDraft[] meant =
            [
                .. new[] { name, host }.Select(domain => _byDomain.Value.GetValueOrDefault(domain)).OfType<VirtualHostDraft>().Distinct(),
            ];
            return meant is [var only] ? [only with { Domains = ["*"] }] : [.. meant.OrderBy(draft => draft.Name, StringComparer.Ordinal)];
        }

        private static Dictionary<string, VirtualHostDraft> ByDomain(SegmentedList<SidecarHost> hosts) => hosts
            .SelectMany(host => host.Draft.Domains.Select(domain => (domain, draft: host.Draft)))
            .ToDictionary(entry => entry.domain, entry => entry.draft, StringComparer.Ordinal);
    }
}
