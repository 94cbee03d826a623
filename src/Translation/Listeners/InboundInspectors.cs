using Envoy.Config.Listener.V3;
using Envoy.Type.V3;
using MeshActors.Mesh.Configuration;
using Predicate = Envoy.Config.Listener.V3.ListenerFilterChainMatchPredicate;

namespace MeshActors.Translation.Listeners;

/// <summary>Which inspectors an inbound listener needs, and for which ports.</summary>
internal static class InboundInspectors
{
    /// <summary>The port that stands for all without chains of their own.</summary>
    private const int AnyPort = 0;

    public static IEnumerable<ListenerFilter> Of(IEnumerable<FilterChain> chains)
    {
        var tls = new SortedDictionary<int, bool>();
        var http = new SortedDictionary<int, bool>();
        foreach (var match in chains.Select(chain => chain.FilterChainMatch))
        {
            var port = (int)(match?.DestinationPort ?? AnyPort);
            tls[port] = tls.GetValueOrDefault(port) || match?.TransportProtocol == SniffedProtocols.Tls;
            http[port] = http.GetValueOrDefault(port) || (match?.ApplicationProtocols.Any(SniffedProtocols.PlainHttp(MeshFeatures.Default).Contains) ?? false);
        }

        if (tls.ContainsValue(true))
        {
            yield return Tls(tls);
        }

        // After the TLS inspector: what that one finds, this one leaves alone.
        if (http.ContainsValue(true))
        {
            yield return Without(ListenerFilters.HttpInspector(), [.. PortsWith(http, false)]);
        }
    }

    /// <summary>Switched off for single ports where all others need it, and else on for single ports.</summary>
    private static ListenerFilter Tls(SortedDictionary<int, bool> needed)
    {
        var inspector = ListenerFilters.TlsInspector();
        if (needed.GetValueOrDefault(AnyPort))
        {
            return Without(inspector, [.. PortsWith(needed, false).Where(port => port != AnyPort)]);
        }

        inspector.FilterDisabled = new() { NotMatch = AnyOf([.. PortsWith(needed, true)]) };
        return inspector;
    }

    private static IEnumerable<int> PortsWith(SortedDictionary<int, bool> ports, bool needed) =>
        ports.Where(port => port.Value == needed).Select(port => port.Key);

    private static ListenerFilter Without(ListenerFilter filter, int[] ports)
    {
        filter.FilterDisabled = ports.Length == 0 ? null : AnyOf(ports);
        return filter;
    }

    private static Predicate AnyOf(int[] ports) =>
        ports.Length == 1 ? Port(ports[0]) : new() { OrMatch = new() { Rules = { ports.Select(Port) } } };

    private static Predicate Port(int port) => new() { DestinationPortRange = new Int32Range { Start = port, End = port + 1 } };
}
