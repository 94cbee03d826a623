using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
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
            Name = name,
            Address = BindAddresses.Of(inputs.Bind, inputs.Port),
            TrafficDirection = TrafficDirection.Outbound,
            MaxConnectionsToAcceptPerSocketEvent = 1,
            ConnectionBalanceConfig = settings.Proxy.OutboundExactBalance ? new() { ExactBalance = new() } : null,
            PerConnectionBufferLimitBytes = ConnectionLimits.Size(settings.Connections?.ListenerPerConnectionBufferLimitBytes),
            AccessLog = { settings.Gateway.Logs.Listener },
        };
        if (settings.Proxy.Config.GatewayTopology?.ProxyProtocol is not null)
        {
            listener.ListenerFilters.Add(ListenerFilters.ProxyProtocol());
        }

        if (inputs.Chains.Any(chain => chain.SniHosts.Count > 0 || chain.Tls is not null))
        {
            listener.ListenerFilters.Add(ListenerFilters.TlsInspector());
        }

        listener.FilterChains.AddRange(inputs.Chains.Select(chain => Chain(inputs, chain, name)));
        return OutboundListeners.Encode(listener);
    }

    // Stock Envoy has no certificate of the mesh to show: its servers take plain text where others end Istio's own mutual TLS.
    private static FilterChain Chain(GatewayListenerInputs inputs, ChainInputs chain, string name)
    {
        var settings = inputs.Settings;
        var result = new FilterChain
        {
            FilterChainMatch = ChainMatches.Of(chain),
            TransportSocketConnectTimeout = HandshakeTimeout.ToProto(),
            TransportSocket = chain.Tls is { } tls && !(settings.Proxy.StockEnvoy && tls.Mode == ServerTlsMode.IstioMutual)
                ? WorkloadTls.Socket(GatewayTls.Of(settings, tls, isTcp: chain.Tcp is not null))
                : null,
        };
        if (chain.Http is { } http)
        {
            result.Filters.AddRange(inputs.Extensions.Network.All);
            var named = http.StatPrefix.Length > 0 ? http : http with { StatPrefix = StatNames.Delimited("outbound_" + name) };
            result.Filters.Add(HttpConnectionManagers.Build(settings, named, inputs.Policies, inputs.Extensions));
        }
        else
        {
            result.Filters.AddRange(TcpChains.Build(settings, ListenerClass.Gateway, chain.Tcp!, inputs.Policies, inputs.Extensions));
        }

        return result;
    }
}
