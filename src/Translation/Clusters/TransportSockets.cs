using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.ProxyProtocol.V3;
using Envoy.Extensions.TransportSockets.RawBuffer.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using TransportSocketMatch = Envoy.Config.Cluster.V3.Cluster.Types.TransportSocketMatch;

namespace MeshActors.Translation.Clusters;

/// <summary>Transport sockets of clusters, and how one is chosen for each endpoint.</summary>
internal static class TransportSockets
{
    public static TransportSocket Tls(UpstreamTlsContext context) => new()
    {
        Name = "envoy.transport_sockets.tls",
        TypedConfig = EnvoyAny.Pack(context),
    };

    public static TransportSocket RawBuffer() => new()
    {
        Name = "envoy.transport_sockets.raw_buffer",
        TypedConfig = EnvoyAny.Pack(new RawBuffer()),
    };

    /// <summary>Mutual TLS to endpoints that say they accept it, plain text to all others.</summary>
    public static IEnumerable<TransportSocketMatch> MutualTlsOrPlain(TransportSocket tls) =>
    [
        new()
        {
            Name = "tlsMode-istio",
            Match = new Struct { Fields = { ["tlsMode"] = Value.ForString("istio") } },
            TransportSocket = tls,
        },
        new() { Name = "tlsMode-disabled", Match = new Struct(), TransportSocket = RawBuffer() },
    ];

    /// <summary>Puts a PROXY protocol header before whatever the cluster already sends.</summary>
    public static void WrapInProxyProtocol(ClusterDraft draft, ProxyProtocol? settings)
    {
        if (settings is null)
        {
            return;
        }

        var cluster = draft.Cluster;
        if (cluster.TransportSocket is null && cluster.TransportSocketMatches.Count == 0)
        {
            cluster.TransportSocket = Wrap(RawBuffer(), settings);
            return;
        }

        if (cluster.TransportSocket is { } socket)
        {
            cluster.TransportSocket = Wrap(socket, settings);
        }

        foreach (var match in cluster.TransportSocketMatches)
        {
            match.TransportSocket = Wrap(match.TransportSocket, settings);
        }
    }

    private static TransportSocket Wrap(TransportSocket inner, ProxyProtocol settings) => new()
    {
        Name = "envoy.transport_sockets.upstream_proxy_protocol",
        TypedConfig = EnvoyAny.Pack(new ProxyProtocolUpstreamTransport
        {
            Config = new() { Version = (ProxyProtocolConfig.Types.Version)(int)settings.Version },
            TransportSocket = inner,
        }),
    };
}
