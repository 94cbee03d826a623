using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Translation.Clusters;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;

namespace MeshActors.Translation.Listeners;

/// <summary>The listener on which captured outbound traffic arrives and is handed to the listener of its destination.</summary>
internal static class CaptureListeners
{
    public const string Outbound = "virtualOutbound";
    private const string CatchAllChain = "virtualOutbound-catchall-tcp";

    public static EncodedResource Build(ListenerSettings settings)
    {
        var listener = new Listener
        {
            Name = Outbound,
            Address = BindAddresses.Of(settings.Wildcards[0], settings.Mesh.ProxyListenPort),
            AdditionalAddresses = { BindAddresses.Additional(settings.CaptureWildcards, settings.Mesh.ProxyListenPort) },
            Transparent = settings.Proxy.Interception == InterceptionMode.Tproxy ? true : null,
            UseOriginalDst = true,
            TrafficDirection = TrafficDirection.Outbound,
            MaxConnectionsToAcceptPerSocketEvent = settings.ConnectionsPerEvent,
            AccessLog = { settings.Outbound.Logs.Listener },
            FilterChains =
            {
                new FilterChain
                {
                    Name = "virtualOutbound-blackhole",
                    FilterChainMatch = new() { DestinationPort = (uint)settings.Mesh.ProxyListenPort },
                    Filters = { TcpChains.BlackHole(settings.Outbound) },
                },
            },
        };
        if (settings.Proxy.AnyHostCache is not null)
        {
            listener.ListenerFilters.Add(ListenerFilters.HttpInspector());
            listener.FilterChains.Add(AnyHostChain(settings));
        }

        listener.FilterChains.Add(new FilterChain { Name = CatchAllChain, Filters = { OutboundListeners.CatchAll(settings) } });
        return OutboundListeners.Encode(listener);
    }

    private static FilterChain AnyHostChain(ListenerSettings settings)
    {
        var http = new HttpChain
        {
            Role = HttpRole.AnyHost,
            Protocol = Protocol.Http,
            StatPrefix = StatNames.Delimited("outbound_virtualOutbound_allow_any_dynamic_dns"),
        };
        return new()
        {
            Name = CatchAllChain + "-http",
            FilterChainMatch = new() { ApplicationProtocols = { SniffedProtocols.PlainHttp(settings.Features) } },
            Filters = { HttpConnectionManagers.Build(settings, http, ListenerPolicies.None, ListenerExtensions.None) },
        };
    }
}
