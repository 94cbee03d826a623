using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Clusters;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;
using FilterChainMatch = Envoy.Config.Listener.V3.FilterChainMatch;

namespace MeshActors.Translation.Listeners;

/// <summary>Builds a sidecar's listeners for what its workload serves.</summary>
internal static class InboundListeners
{
    public const string Capture = "virtualInbound";

    public static EncodedResource Build(InboundListenerInputs inputs)
    {
        var settings = inputs.Settings;
        var listener = new Listener
        {
            Name = inputs.Name,
            Address = BindAddresses.Of(inputs.Binds[0], inputs.Port),
            AdditionalAddresses = { BindAddresses.Additional(settings.Features.DualStack ? inputs.Binds.Skip(1) : [], inputs.Port) },
            TrafficDirection = TrafficDirection.Inbound,
            ContinueOnListenerFiltersTimeout = true,
            MaxConnectionsToAcceptPerSocketEvent = settings.ConnectionsPerEvent,
            ConnectionBalanceConfig = settings.Proxy.InboundExactBalance ? new() { ExactBalance = new() } : null,
            AccessLog = { settings.Inbound.Logs.Listener },
            ListenerFiltersTimeout = settings.Mesh.ProtocolDetectionTimeout.ToProto(),
        };
        if (!inputs.BindsToPort)
        {
            listener.FilterChains.Add(BlackHole(settings));
            listener.ListenerFilters.Add(ListenerFilters.OriginalDestination());
            if (settings.Proxy.Interception == InterceptionMode.Tproxy)
            {
                listener.Transparent = true;
                listener.ListenerFilters.Add(ListenerFilters.OriginalSource());
            }
        }

        foreach (var (chain, extensions) in inputs.Chains)
        {
            foreach (var match in chain.EndsOwnTls ? InboundMatches.OfTlsAlone(chain.Protocol) : InboundMatches.Of(chain.Protocol, chain.Mode, settings.Features))
            {
                listener.FilterChains.Add(Chain(inputs, chain, match, extensions));
            }
        }

        listener.ListenerFilters.AddRange(InboundInspectors.Of(listener.FilterChains));
        return OutboundListeners.Encode(listener);
    }

    private static FilterChain Chain(InboundListenerInputs inputs, InboundChain chain, InboundMatch match, ListenerExtensions extensions)
    {
        var settings = inputs.Settings;
        var result = new FilterChain
        {
            Name = chain.NameFor(match.IsHttp),
            FilterChainMatch = new()
            {
                ApplicationProtocols = { match.ApplicationProtocols },
                TransportProtocol = match.TransportProtocol,
                DestinationPort = chain.TargetPort > 0 ? (uint)chain.TargetPort : null,
            },
            Metadata = OutboundListeners.ConfigMetadata(chain.ConfigPath),
            TransportSocket = !match.EndsTls ? null
                : chain.EndsOwnTls ? WorkloadTls.Socket(GatewayTls.Of(settings, chain.OwnTls!, isTcp: false))
                : match.IsHttp ? settings.Tls.Http : settings.Tls.Tcp,
        };
        if (match.IsHttp)
        {
            AddHttp(result, inputs, chain, extensions);
        }
        else
        {
            var tcp = new TcpChain
            {
                StatPrefix = chain.TcpStatPrefix,
                Clusters = [new(chain.Cluster, 0)],
                Protocol = chain.Protocol,
                IdleTimeout = settings.Proxy.IdleTimeout,
                ExchangesMetadata = true,
                Port = chain.ServicePort,
            };
            result.Filters.AddRange(TcpChains.Build(settings, ListenerClass.SidecarInbound, tcp, inputs.Policies, extensions));
        }

        return result;
    }

    private static void AddHttp(FilterChain result, InboundListenerInputs inputs, InboundChain chain, ListenerExtensions extensions)
    {
        if (inputs.Settings.Proxy.ExchangesMetadata)
        {
            result.Filters.Add(NetworkFilters.MetadataExchange(inputs.Settings.Features));
        }

        result.Filters.AddRange(extensions.Network.All);
        var http = new HttpChain
        {
            Role = HttpRole.Inbound,
            Protocol = chain.Protocol,
            Route = new(chain.Cluster, chain.Hostname, chain.ServicePort),
            StatPrefix = StatNames.Delimited(chain.IsPassthrough ? chain.Cluster : "inbound_" + chain.NameFor(http: true)),
        };
        result.Filters.Add(HttpConnectionManagers.Build(inputs.Settings, http, inputs.Policies, extensions));
    }

    private static FilterChain BlackHole(ListenerSettings settings)
    {
        var chain = new FilterChain
        {
            Name = "virtualInbound-blackhole",
            FilterChainMatch = new FilterChainMatch { DestinationPort = (uint)settings.Mesh.ProxyInboundListenPort },
        };
        if (settings.Proxy.ExchangesMetadata)
        {
            chain.Filters.Add(NetworkFilters.MetadataExchange(settings.Features));
        }

        chain.Filters.AddRange(TcpChains.BlackHole(settings.Inbound));
        return chain;
    }
}
