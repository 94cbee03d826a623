using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using FilterChain = Envoy.Config.Listener.V3.FilterChain;
using Manager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;

namespace MeshActors.Translation.Tests.Listeners;

/// <summary>Reads what filter chains hold.</summary>
internal static class Filters
{
    public static Manager Http(this FilterChain chain) =>
        chain.Filters.Single(filter => filter.Name == "envoy.filters.network.http_connection_manager").TypedConfig.Unpack<Manager>();

    public static TcpProxy Tcp(this FilterChain chain) =>
        chain.Filters.Single(filter => filter.Name == "envoy.filters.network.tcp_proxy").TypedConfig.Unpack<TcpProxy>();

    public static bool IsHttp(this FilterChain chain) =>
        chain.Filters.Any(filter => filter.Name == "envoy.filters.network.http_connection_manager");

    public static IEnumerable<FilterChain> AllChains(this Listener listener) =>
        listener.DefaultFilterChain is { } last ? [.. listener.FilterChains, last] : listener.FilterChains;
}
