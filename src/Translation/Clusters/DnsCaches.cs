using System.Globalization;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Common.DynamicForwardProxy.V3;
using Envoy.Extensions.Network.DnsResolver.Cares.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.Clusters;

/// <summary>DNS caches of dynamic forward proxies; a filter and its cluster must name and shape theirs alike.</summary>
internal static class DnsCaches
{
    private const string AgentAddress = "127.0.0.1";
    private const uint AgentPort = 15053;

    public static string NameOf(string hostname) => hostname + "_dfp_dns_cache";

    /// <summary>The cache for hosts that no service names. With DNS capture on, the agent's resolver is asked.</summary>
    public static DnsCacheConfig AllowAny(ProxyNode node, MeshFeatures features)
    {
        var cache = new DnsCacheConfig
        {
            Name = "allow_any_dfp_dns_cache",
            MaxHosts = (uint)features.DynamicDnsHosts,
            DnsLookupFamily = DnsFamilies.Of(node, features).ToEnvoy(),
        };
        if (node.MetadataFlag("DNS_CAPTURE"))
        {
            var (address, port) = Resolver(node.MetadataText("DNS_PROXY_ADDR"));
            cache.TypedDnsResolverConfig = new TypedExtensionConfig
            {
                Name = "envoy.network.dns_resolver.cares",
                TypedConfig = EnvoyAny.Pack(new CaresDnsResolverConfig
                {
                    Resolvers = { new Address { SocketAddress = new() { Address = address, PortValue = port } } },
                }),
            };
        }

        return cache;
    }

    private static (string Address, uint Port) Resolver(string? configured)
    {
        var colon = configured?.LastIndexOf(':') ?? -1;
        if (colon < 0)
        {
            return (AgentAddress, AgentPort);
        }

        var host = configured![..colon].Trim('[', ']');
        var port = uint.TryParse(configured.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : AgentPort;
        return (host is "localhost" ? AgentAddress : host, port);
    }
}
