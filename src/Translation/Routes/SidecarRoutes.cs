using MeshActors.Mesh.View;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>The route configurations of one sidecar; what several names of one port need is worked out once.</summary>
internal sealed class SidecarRoutes(TranslationContext context, ProxyRouteFacts proxy, RouteMemos memos)
{
    private Dictionary<int, Dictionary<string, VirtualHostDraft>>? _domains;

    /// <summary>The configuration for all services of a port.</summary>
    public EncodedResource OfPort(string name, int port)
    {
        var routes = PlanOf(name, port)?.Routes ?? new(SegmentedList<SidecarHost>.Empty, null);
        return routes.Encode(name, new(context.Scope.OutboundTrafficPolicy, proxy.IncludesAttemptCount, proxy.AppendsForwardedHost), memos);
    }

    /// <summary>The configuration for one service of a port whose protocol is sniffed, and for names that mean nothing.</summary>
    public EncodedResource Other(string name)
    {
        if (RouteNames.Parse(name) is not { SniffedHost: { } host, Port: var port })
        {
            return Encode(name, [], RouteForm.Empty);
        }

        return Encode(name, [.. Sniffed(name, host, DomainsOf(name, port)).Select(memos.Encode)], RouteForm.Full);
    }

    private EncodedResource Encode(string name, ReadOnlySpan<EncodedPart> hosts, RouteForm form)
    {
        var room = RouteConfigurationEncoding.RoomFor(hosts.Length, form);
        hosts.CopyTo(room.AsSpan(1));
        return memos.Encode(new RouteConfigurationDraft(name, RouteConfigurationEncoding.Framed(name, room, form), form));
    }

    private SidecarHostPlan? PlanOf(string name, int port) => SidecarVirtualHosts.Of(context.Scope, context.View.Mesh, proxy, memos, name, port);

    /// <summary>The listener has found out by address which service is meant, so that its virtual host takes any authority.</summary>
    private static IReadOnlyList<VirtualHostDraft> Sniffed(string name, string host, Dictionary<string, VirtualHostDraft> domains)
    {
        VirtualHostDraft[] meant =
        [
            .. new[] { name, host }.Select(domain => domains.GetValueOrDefault(domain)).OfType<VirtualHostDraft>().Distinct(),
        ];
        return meant is [var only] ? [only with { Domains = ["*"] }] : [.. meant.OrderBy(draft => draft.Name, StringComparer.Ordinal)];
    }

    private Dictionary<string, VirtualHostDraft> DomainsOf(string name, int port)
    {
        // Listeners on Unix sockets all have port 0, and are told apart by name.
        if (port != OutboundServices.AnyPort && _domains?.GetValueOrDefault(port) is { } known)
        {
            return known;
        }

        var domains = (PlanOf(name, port)?.Hosts ?? SegmentedList<SidecarHost>.Empty)
            .SelectMany(host => host.Draft.Domains.Select(domain => (domain, draft: host.Draft)))
            .ToDictionary(entry => entry.domain, entry => entry.draft, StringComparer.Ordinal);
        (_domains ??= [])[port] = domains;
        return domains;
    }
}
