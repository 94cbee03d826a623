using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using MeshActors.EnvoyApi;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Listeners;

/// <summary>Builds a gateway's listeners.</summary>
internal static class GatewayListeners
{
    /// <param name="inputs">The listener.</param>
    /// <param name="chains">Encodes chains.</param>
    /// <param name="before">A listener that may have chains in common.</param>
    public static EncodedResource Build(
        GatewayListenerInputs inputs, GatewayChains chains, (GatewayListenerInputs Inputs, EncodedResource Resource)? before)
    {
        var settings = inputs.Settings;
        var name = BindAddresses.ListenerName(inputs.Bind, inputs.Port);
        var listener = new Listener
        {
            Name = inputs.IsQuic ? "udp_" + name : name,
            Address = BindAddresses.Of(inputs.Bind, inputs.Port),
            AdditionalAddresses = { BindAddresses.Additional(inputs.IsAnywhere ? settings.OtherWildcards : [], inputs.Port) },
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

        return WithChains(listener, inputs, chains, before);
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

    /// <summary>Chains stand between the fields before and behind them.</summary>
    private static EncodedResource WithChains(
        Listener listener, GatewayListenerInputs inputs, GatewayChains chains, (GatewayListenerInputs Inputs, EncodedResource Resource)? before)
    {
        var bytes = EnvoyEncoding.ToBytes(listener);
        var split = EncodedFields.StartOf(bytes, Listener.FilterChainsFieldNumber);
        var parts = new EncodedPart[inputs.Chains.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            // The part in front is what stands before the chains.
            parts[i] = before is { } known && i < known.Inputs.Chains.Count && ReferenceEquals(known.Inputs.Chains[i], inputs.Chains[i])
                ? known.Resource.Parts[i + 1]
                : chains.Of(inputs, inputs.Chains[i], listener.Name);
        }

        return new(listener.Name, TypeUrls.Listener, MessageParts.Around(bytes[..split], parts, split < bytes.Length ? new(bytes[split..]) : null));
    }
}
