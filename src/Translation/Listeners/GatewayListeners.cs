using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.TransportSockets.Quic.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Translation.Clusters;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;

namespace MeshActors.Translation.Listeners;

/// <summary>Builds a gateway's listeners.</summary>
internal static class GatewayListeners
{
    /// <summary>Against clients that begin a TLS handshake and never end it.</summary>
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(15);

    public static EncodedResource Build(GatewayListenerInputs inputs)
    {
        var settings = inputs.Settings;
        var name = BindAddresses.ListenerName(inputs.Bind, inputs.Port);
        var listener = new Listener
        {
            Name = inputs.IsQuic ? "udp_" + name : name,
            Address = BindAddresses.Of(inputs.Bind, inputs.Port),

            // An address that a Gateway names is the only one.
            AdditionalAddresses = { BindAddresses.Additional(inputs.Bind == settings.Wildcards[0] ? settings.OtherWildcards : [], inputs.Port) },
            TrafficDirection = TrafficDirection.Outbound,
            MaxConnectionsToAcceptPerSocketEvent = settings.ConnectionsPerEvent,
            PerConnectionBufferLimitBytes = ConnectionLimits.Size(settings.Connections?.ListenerPerConnectionBufferLimitBytes),
            AccessLog = { settings.Gateway.Logs.Listener },
        };
        if (inputs.IsQuic)
        {
            ListenOnUdp(listener);
        }
        else
        {
            listener.ConnectionBalanceConfig = settings.Proxy.OutboundExactBalance ? new() { ExactBalance = new() } : null;
            AddListenerFilters(listener, inputs);
        }

        listener.FilterChains.AddRange(inputs.Chains.Select(chain => Chain(inputs, chain, listener.Name)));
        return OutboundListeners.Encode(listener);
    }

    private static void ListenOnUdp(Listener listener)
    {
        listener.UdpListenerConfig = new() { QuicOptions = new(), DownstreamSocketConfig = new() };
        foreach (var address in listener.AdditionalAddresses.Select(additional => additional.Address).Prepend(listener.Address))
        {
            address.SocketAddress.Protocol = SocketAddress.Types.Protocol.Udp;
        }
    }

    private static void AddListenerFilters(Listener listener, GatewayListenerInputs inputs)
    {
        if (inputs.Settings.Proxy.Config.GatewayTopology?.ProxyProtocol is not null)
        {
            listener.ListenerFilters.Add(ListenerFilters.ProxyProtocol());
        }

        if (inputs.Chains.Any(chain => chain.SniHosts.Count > 0 || chain.Tls is not null))
        {
            listener.ListenerFilters.Add(ListenerFilters.TlsInspector());
        }
    }

    private static FilterChain Chain(GatewayListenerInputs inputs, ChainInputs chain, string name)
    {
        var settings = inputs.Settings;
        var result = new FilterChain
        {
            FilterChainMatch = ChainMatches.Of(chain),
            TransportSocketConnectTimeout = HandshakeTimeout.ToProto(),
            TransportSocket = SocketOf(inputs, chain),
        };
        if (chain.Http is { } http)
        {
            // Extensions of the network do not know UDP.
            result.Filters.AddRange(inputs.IsQuic ? [] : inputs.Extensions.Network.All);
            var named = http.StatPrefix.Length > 0 ? http : http with { StatPrefix = StatNames.Delimited("outbound_" + name) };
            result.Filters.Add(HttpConnectionManagers.Build(settings, named, inputs.Policies, inputs.Extensions));
        }
        else
        {
            result.Filters.AddRange(TcpChains.Build(settings, ListenerClass.Gateway, chain.Tcp!, inputs.Policies, inputs.Extensions));
        }

        return result;
    }

    // Stock Envoy has no certificate of the mesh to show: its servers take plain text where others end Istio's own mutual TLS.
    private static TransportSocket? SocketOf(GatewayListenerInputs inputs, ChainInputs chain)
    {
        var settings = inputs.Settings;
        if (chain.Tls is not { } tls || (settings.Proxy.StockEnvoy && tls.Mode == ServerTlsMode.IstioMutual))
        {
            return null;
        }

        var context = GatewayTls.Of(settings, tls, isTcp: chain.Tcp is not null, inputs.IsQuic);
        return inputs.IsQuic
            ? new() { Name = "envoy.transport_sockets.quic", TypedConfig = EnvoyAny.Pack(new QuicDownstreamTransport { DownstreamTlsContext = context }) }
            : WorkloadTls.Socket(context);
    }
}
