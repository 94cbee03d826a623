using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.Clusters;
using MeshActors.Translation.Routes;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;

namespace MeshActors.Translation.Listeners;

/// <summary>Builds a sidecar's listeners for what its workload calls.</summary>
internal static class OutboundListeners
{
    public const string PassthroughChain = "PassthroughFilterChain";

    /// <summary>Against clients that begin a TLS handshake and never end it.</summary>

    public static EncodedResource Build(OutboundListenerInputs inputs)
    {
        var settings = inputs.Settings;
        var name = BindAddresses.ListenerName(inputs.Binds[0], inputs.Port);
        var listener = new Listener
        {
            Name = name,
            Address = BindAddresses.Of(inputs.Binds[0], inputs.Port),
            AdditionalAddresses = { BindAddresses.Additional(inputs.Binds.Skip(1), inputs.Port) },
            TrafficDirection = TrafficDirection.Outbound,
            ContinueOnListenerFiltersTimeout = true,
            ConnectionBalanceConfig = settings.Proxy.OutboundExactBalance ? new() { ExactBalance = new() } : null,
        };
        if (inputs.BindsToPort)
        {
            listener.MaxConnectionsToAcceptPerSocketEvent = settings.ConnectionsPerEvent;
        }
        else
        {
            listener.BindToPort = false;
        }

        AddInspectors(listener, inputs);
        foreach (var chain in inputs.Chains)
        {
            AddChain(listener, chain, inputs, name);
        }

        SettleDefault(listener, settings);
        return Encode(listener);
    }

    public static EncodedResource Encode(Listener listener) => new(listener.Name, TypeUrls.Listener, EnvoyEncoding.ToBytes(listener));

    /// <summary>Where connections go that match no service's chain.</summary>
    public static IEnumerable<Filter> CatchAll(ListenerSettings settings) => TcpChains.Plain(
        settings.Outbound,
        settings.Egress switch
        {
            null or { Mode: MeshOutboundTrafficPolicyMode.RegistryOnly } => Naming.BlackHoleCluster,
            { EgressProxy: { } proxy } => RouteTargets.ClusterName(proxy, null, 0),
            _ => Naming.PassthroughCluster,
        },
        settings.Proxy.IdleTimeout);

    private static void AddInspectors(Listener listener, OutboundListenerInputs inputs)
    {
        if (inputs.Chains.Any(chain => chain.SniHosts.Count > 0 || chain.Tcp?.DynamicHost is not null))
        {
            listener.ListenerFilters.Add(ListenerFilters.TlsInspector());
        }

        // Without sniffing nothing has to be waited for, so that protocols where the server speaks first work.
        listener.ListenerFiltersTimeout = new Duration();
        if (inputs.Chains.Any(chain => chain.ApplicationProtocols.Count > 0))
        {
            listener.ListenerFilters.Add(ListenerFilters.HttpInspector());
            listener.ListenerFiltersTimeout = inputs.Settings.Mesh.ProtocolDetectionTimeout.ToProto();
        }
    }

    private static void AddChain(Listener listener, ChainInputs inputs, OutboundListenerInputs listenerInputs, string name)
    {
        var (settings, extensions) = (listenerInputs.Settings, listenerInputs.Extensions);
        var chain = new FilterChain
        {
            Metadata = ConfigMetadata(inputs.ConfigPath),
            TransportSocketConnectTimeout = settings.HandshakeTimeout,
        };
        if (inputs.Http is { } http)
        {
            chain.Filters.AddRange(extensions.Network.All);
            var named = http with { StatPrefix = StatNames.Delimited("outbound_" + name) };
            chain.Filters.Add(HttpConnectionManagers.Build(settings, named, ListenerPolicies.None, extensions));
        }
        else
        {
            chain.Filters.AddRange(TcpChains.Build(settings, ListenerClass.SidecarOutbound, inputs.Tcp!, ListenerPolicies.None, extensions));
        }

        if (ChainMatches.Of(inputs) is { } match)
        {
            chain.FilterChainMatch = match;
            listener.FilterChains.Add(chain);
        }
        else
        {
            listener.DefaultFilterChain = chain;
        }
    }

    /// <summary>
    /// A default chain takes connections that begin to match one chain and then do not; without it they would be dropped.
    /// </summary>
    private static void SettleDefault(Listener listener, ListenerSettings settings)
    {
        if (listener.DefaultFilterChain is null)
        {
            listener.DefaultFilterChain = new() { FilterChainMatch = new(), Name = PassthroughChain, Filters = { CatchAll(settings) } };
        }
        else if (listener.FilterChains.Count == 0)
        {
            listener.FilterChains.Add(listener.DefaultFilterChain);
            listener.DefaultFilterChain = null;
        }
    }

    public static Metadata? ConfigMetadata(string? path) => path is null ? null : new()
    {
        FilterMetadata = { ["istio"] = new Struct { Fields = { ["config"] = Value.ForString(path) } } },
    };
}
