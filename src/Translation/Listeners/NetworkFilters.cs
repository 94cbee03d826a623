using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.MongoProxy.V3;
using Envoy.Extensions.Filters.Network.MysqlProxy.V3;
using Envoy.Extensions.Filters.Network.RedisProxy.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.Clusters;
using SniDfp = Envoy.Extensions.Filters.Network.SniDynamicForwardProxy.V3;

namespace MeshActors.Translation.Listeners;

/// <summary>Network filters besides the terminal ones.</summary>
internal static class NetworkFilters
{
    public const string SniDynamicForwardProxyName = "envoy.extensions.filters.network.sni_dynamic_forward_proxy";

    /// <summary>Istio's proxies tell each other who they are.</summary>
    public static Filter MetadataExchange(MeshFeatures features) => features.AdditionalPeerLabels.Length == 0 ? PlainExchange : Exchange(features);

    private static readonly Filter PlainExchange = Exchange(MeshFeatures.Default);

    public static Filter Of(string name, IMessage config) => new() { Name = name, TypedConfig = EnvoyAny.Pack(config) };

    public static Filter Mongo(string statPrefix) => Of("envoy.filters.network.mongo_proxy", new MongoProxy { StatPrefix = statPrefix });

    public static Filter MySql(string statPrefix) => Of("envoy.filters.network.mysql_proxy", new MySQLProxy { StatPrefix = statPrefix });

    /// <summary>Hands requests on itself, in the place of the proxy for connections.</summary>
    public static Filter Redis(string statPrefix, string cluster) => Of(
        "envoy.filters.network.redis_proxy",
        new RedisProxy
        {
            StatPrefix = statPrefix,
            LatencyInMicros = true,
            Settings = new() { OpTimeout = RedisTimeout },
            PrefixRoutes = new() { CatchAllRoute = new() { Cluster = cluster } },
        });

    private static readonly Duration RedisTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(5));

    /// <summary>Resolves the server name of the client's hello, for services that are a wildcard of names.</summary>
    public static Filter SniDynamicForwardProxy(string hostname, int port, DnsFamily family) => Of(
        SniDynamicForwardProxyName,
        new SniDfp.FilterConfig
        {
            DnsCacheConfig = new() { Name = DnsCaches.NameOf(hostname), DnsLookupFamily = family.ToEnvoy() },
            PortValue = (uint)port,
        });

    private static Filter Exchange(MeshFeatures features) => new()
    {
        Name = "istio.metadata_exchange",
        TypedConfig = Clusters.MetadataExchange.Config(features),
    };
}
