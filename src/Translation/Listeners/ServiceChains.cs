using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Listeners;

/// <summary>The filter chains of a service's port that is no HTTP: by SNI for TLS, by address else, as VirtualServices route them.</summary>
internal sealed class ServiceChains(TranslationContext context, ListenerSettings settings, Memo<PlainChainKey, ChainInputs> plain)
{
    private const string MeshGateway = "mesh";

    private readonly TcpTargets _targets = new(context, settings);

    /// <summary>What counts as HTTP where protocols are told apart.</summary>
    public ValueList<string> PlainHttp { get; } = SniffedProtocols.PlainHttp(settings.Features);

    public IEnumerable<ChainInputs> Of(OutboundPart part)
    {
        var routes = part.Routes
            .Where(config => config.Spec.Hosts.Any(host => Hostname.Matches(host, part.Service.Hostname)))
            .ToList();
        return part.Port.Protocol.IsTls() ? Tls(part, routes) : Tcp(part, routes);
    }

    private IEnumerable<ChainInputs> Tls(OutboundPart part, List<Config<VirtualService>> routes)
    {
        var chains = new List<ChainInputs>();
        var ranges = part.Ranges;

        // Matches that only differ in what is known here already, as source labels, reach the proxy as one: the first wins.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (config, route) in routes.SelectMany(config => config.Spec.Tls.Select(route => (config, route))))
        {
            foreach (var match in route.Route.Count == 0 ? [] : route.Match.Where(match => Applies(match, part.Port.Number)))
            {
                if (match.DestinationSubnets.Count > 0 && part.Port.Number > 0)
                {
                    ranges = [.. match.DestinationSubnets];
                }

                if (seen.Add($"{string.Join(',', match.SniHosts)}|{string.Join(',', match.DestinationSubnets)}"))
                {
                    chains.Add(new()
                    {
                        ConfigPath = TcpTargets.PathOf(config.Meta),
                        SniHosts = [.. match.SniHosts],
                        DestinationRanges = ranges,
                        Tcp = _targets.Of(route.Route, part.Port, config.Meta),
                    });
                }
            }
        }

        return chains.Count > 0 ? chains : [Plain(part, ranges, !part.IsOnePod && NeedsSni(part))];
    }

    private IEnumerable<ChainInputs> Tcp(OutboundPart part, List<Config<VirtualService>> routes)
    {
        var isCovered = false;
        foreach (var (config, route) in routes.SelectMany(config => config.Spec.Tcp.Select(route => (config, route))))
        {
            if (route.Route.Count == 0)
            {
                continue;
            }

            var matches = route.Match.Where(match => Applies(match, part.Port.Number)).ToList();
            if (route.Match.Count == 0 || matches.Any(match => match.DestinationSubnets.Count == 0 || part.Port.Number == 0))
            {
                // What matches every destination ends the search.
                yield return new()
                {
                    ConfigPath = TcpTargets.PathOf(config.Meta),
                    DestinationRanges = part.Ranges,
                    Tcp = _targets.Of(route.Route, part.Port, config.Meta),
                };
                yield break;
            }

            if (matches.Count > 0)
            {
                ValueList<string> subnets = [.. matches.SelectMany(match => match.DestinationSubnets)];
                yield return new() { DestinationRanges = subnets, Tcp = _targets.Of(route.Route, part.Port, config.Meta) };
                // Routes behind may have other ranges yet; only the service itself is not needed any more.
                isCovered |= subnets.Order(StringComparer.Ordinal).SequenceEqual(part.Ranges.Order(StringComparer.Ordinal));
            }
        }

        if (!isCovered)
        {
            yield return Plain(part, part.Ranges, bySni: false);
        }
    }

    /// <summary>Most chains are of this kind, and the same from view to view.</summary>
    private ChainInputs Plain(OutboundPart part, ValueList<string> ranges, bool bySni) => plain.GetOrAdd(
        new(settings, part.Service, part.Port, _targets.RuleOf(part.Service), ranges, bySni ? context.Node.DnsDomain : null),
        static (key, targets) => new ChainInputs
        {
            SniHosts = key.AliasDomain is null ? [] : [.. SniHosts(key.Service, key.AliasDomain, key.Settings.Features.AbsoluteNames)],
            DestinationRanges = key.Ranges,
            Tcp = targets.Of(key.Service, key.Port, key.Rule),
        },
        _targets);

    /// <summary>Where the address does not tell the service, its name has to.</summary>
    private bool NeedsSni(OutboundPart part)
    {
        var service = part.Service;
        var address = AddressView.Of(context.Node, settings.Features).Primary(service);
        if (address.Contains('/'))
        {
            address = "";
        }

        if (service.Registry == ServiceRegistry.External && settings.Proxy.IsIpv6Only && address == Service.UnspecifiedAddress)
        {
            address = BindAddresses.AnyIpv6;
        }

        var wildcard = settings.Wildcards[0];
        return part.Ranges.Count > 0
            || address.Length == 0
            || (address == wildcard && part.Binds[0] == wildcard)
            || (Hostname.IsWildcard(service.Hostname) && service.Resolution == Resolution.DynamicDns);
    }

    private static IEnumerable<string> SniHosts(Service service, string proxyDomain, bool isAbsoluteToo) =>
    [
        service.Hostname,
        .. service.Aliases.SelectMany(alias => (IEnumerable<string>)
            [alias.Hostname, .. HostDomains.Alternatives(alias.Hostname, HostDomains.NoPort, proxyDomain, isAbsoluteToo)]),
    ];

    private bool Applies(TlsMatchAttributes match, int port) =>
        Applies(match.Gateways, match.SourceLabels, match.Port, match.SourceNamespace, port);

    private bool Applies(L4MatchAttributes match, int port) =>
        Applies(match.Gateways, match.SourceLabels, match.Port, match.SourceNamespace, port);

    private bool Applies(
        IReadOnlyList<string> gateways, IReadOnlyDictionary<string, string> labels, int matchPort, string ns, int port) =>
        (gateways.Count == 0 || gateways.Contains(MeshGateway))
        && LabelMatch.SubsetOf(labels, context.Node.Labels)
        && (matchPort == 0 || matchPort == port)
        && (ns.Length == 0 || ns == context.Node.Namespace);
}
