using System.Globalization;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using Envoy.Type.V3;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Listeners;

/// <summary>Builds the network filters of chains that hand connections on.</summary>
internal static class TcpChains
{
    private const string TcpProxyName = "envoy.filters.network.tcp_proxy";

    public static IEnumerable<Filter> Build(
        ListenerSettings settings, ListenerClass listenerClass, TcpChain chain, ListenerPolicies policies, ListenerExtensions extensions)
    {
        var direction = settings.Of(listenerClass);
        if (chain.ExchangesMetadata && settings.Proxy.ExchangesMetadata)
        {
            yield return NetworkFilters.MetadataExchange(settings.Features);
        }

        var between = listenerClass == ListenerClass.SidecarOutbound || chain.WithoutPolicies ? ListenerPolicies.None : policies;
        foreach (var filter in (IEnumerable<Filter>)
        [
            .. between.TcpExternalAuthorization,
            .. extensions.Network.Authentication,
            .. extensions.Network.Authorization,
            .. between.TcpAuthorization,
            .. extensions.Network.Statistics,
            .. extensions.Network.Unspecified,
            .. direction.NetworkStats,
        ])
        {
            yield return filter;
        }

        if (chain.DynamicHost is { } host)
        {
            yield return NetworkFilters.SniDynamicForwardProxy(host, chain.Port, settings.Proxy.DnsFamily);
        }

        switch (chain.Protocol)
        {
            case Protocol.Mongo when settings.Features.MongoFilter:
                yield return NetworkFilters.Mongo(chain.StatPrefix);
                break;
            case Protocol.MySql when settings.Features.MySqlFilter:
                yield return NetworkFilters.MySql(chain.StatPrefix);
                break;
            case Protocol.Redis when settings.Features.RedisFilter:
                // Of several clusters it is the first one's: there is no way to split requests.
                yield return NetworkFilters.Redis(chain.StatPrefix, chain.Clusters[0].Name);
                yield break;
            default:
                break;
        }

        yield return Proxy(chain, direction);
    }

    /// <summary>Statistics and a proxy to one cluster; what connections that nothing else matches get.</summary>
    public static IEnumerable<Filter> Plain(DirectionSettings direction, string cluster, TimeSpan? idleTimeout) =>
    [
        .. direction.NetworkStats,
        NetworkFilters.Of(TcpProxyName, new TcpProxy
        {
            StatPrefix = cluster,
            Cluster = cluster,
            IdleTimeout = idleTimeout.ToProto(),
            AccessLog = { direction.Logs.Tcp },
        }),
    ];

    /// <summary>Refuses connections to the listener's own port, which would otherwise go round for ever.</summary>
    public static IEnumerable<Filter> BlackHole(DirectionSettings direction) =>
    [
        .. direction.NetworkStats,
        NetworkFilters.Of(TcpProxyName, new TcpProxy { StatPrefix = Naming.BlackHoleCluster, Cluster = Naming.BlackHoleCluster }),
    ];

    private static Filter Proxy(TcpChain chain, DirectionSettings direction)
    {
        var proxy = new TcpProxy
        {
            StatPrefix = chain.StatPrefix,
            IdleTimeout = chain.IdleTimeout.ToProto(),
            MaxDownstreamConnectionDuration = chain.MaxDuration.ToProto(),
            AccessLog = { direction.Logs.Tcp },
        };
        if (chain.IsSplit)
        {
            proxy.WeightedClusters = new();
            foreach (var (name, weight) in chain.Clusters)
            {
                proxy.WeightedClusters.Clusters.Add(new TcpProxy.Types.WeightedCluster.Types.ClusterWeight { Name = name, Weight = (uint)weight });
            }
        }
        else
        {
            proxy.Cluster = chain.Clusters[0].Name;
        }

        if (chain.HashesSourceIp)
        {
            proxy.HashPolicy.Add(new HashPolicy { SourceIp = new() });
        }

        if (chain.Tunnel is { } tunnel)
        {
            var host = tunnel.TargetHost.Contains(':') ? $"[{tunnel.TargetHost}]" : tunnel.TargetHost;
            proxy.TunnelingConfig = new()
            {
                Hostname = string.Create(CultureInfo.InvariantCulture, $"{host}:{tunnel.TargetPort}"),
                UsePost = tunnel.Protocol == "POST",
            };
        }

        return NetworkFilters.Of(TcpProxyName, proxy);
    }
}
