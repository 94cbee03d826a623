using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Listener.HttpInspector.V3;
using Envoy.Extensions.Filters.Listener.OriginalDst.V3;
using Envoy.Extensions.Filters.Listener.OriginalSrc.V3;
using Envoy.Extensions.Filters.Listener.ProxyProtocol.V3;
using Envoy.Extensions.Filters.Listener.TlsInspector.V3;
using Google.Protobuf;
using MeshActors.EnvoyApi;

namespace MeshActors.Translation.Listeners;

/// <summary>Listener filters: what looks at a connection before a filter chain is chosen.</summary>
internal static class ListenerFilters
{
    // iptables of a TPROXY workload lets marked packets of the proxy itself pass.
    private const uint TproxyMark = 1337;

    // A hello rarely needs more; Envoy's 64 kB would be held for every connection.
    private const uint TlsReadBuffer = 512;

    public static ListenerFilter TlsInspector() =>
        Of("envoy.filters.listener.tls_inspector", new TlsInspector { InitialReadBufferSize = TlsReadBuffer });

    public static ListenerFilter HttpInspector() => Of("envoy.filters.listener.http_inspector", new HttpInspector());

    public static ListenerFilter OriginalDestination() => Of("envoy.filters.listener.original_dst", new OriginalDst());

    public static ListenerFilter OriginalSource() => Of("envoy.filters.listener.original_src", new OriginalSrc { Mark = TproxyMark });

    public static ListenerFilter ProxyProtocol() => Of("envoy.filters.listener.proxy_protocol", new ProxyProtocol());

    private static ListenerFilter Of(string name, IMessage config) => new() { Name = name, TypedConfig = EnvoyAny.Pack(config) };
}
