using Envoy.Extensions.Filters.Http.Cors.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Extensions.Filters.Http.GrpcWeb.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using Istio.Envoy.Config.Filter.Http.Alpn.V2Alpha1;
using MeshActors.EnvoyApi;
using MeshActors.Translation.Routes;
using Dfp = Envoy.Extensions.Filters.Http.DynamicForwardProxy.V3;
using DnsCacheConfig = Envoy.Extensions.Common.DynamicForwardProxy.V3.DnsCacheConfig;
using GrpcStatsConfig = Envoy.Extensions.Filters.Http.GrpcStats.V3.FilterConfig;

namespace MeshActors.Translation.Listeners;

/// <summary>HTTP filters that are the same in every listener, packed once.</summary>
internal static class HttpFilters
{
    public static readonly HttpFilter Cors = Filter("envoy.filters.http.cors", new Cors());

    public static readonly HttpFilter Fault = Filter("envoy.filters.http.fault", new HTTPFault());

    public static readonly HttpFilter GrpcWeb = Filter("envoy.filters.http.grpc_web", new GrpcWeb());

    public static readonly HttpFilter GrpcStats =
        Filter("envoy.filters.http.grpc_stats", new GrpcStatsConfig { EmitFilterState = true, StatsForAllMethods = false });

    public static readonly HttpFilter Session = Filter(PersistentSession.FilterName, PersistentSession.Nothing);

    public static readonly HttpFilter Router = Filter("envoy.filters.http.router", new Router());

    public static readonly HttpFilter QuietRouter = Filter("envoy.filters.http.router", new Router { SuppressEnvoyHeaders = true });

    /// <summary>
    /// Offers Istio's protocols to mesh peers, and the plain ones as well: the filter does not know whether the upstream is in
    /// the mesh.
    /// </summary>
    public static readonly HttpFilter Alpn = Filter("istio.alpn", new FilterConfig
    {
        AlpnOverride =
        {
            Override(FilterConfig.Types.Protocol.Http10, "istio-http/1.0", "http/1.0"),
            Override(FilterConfig.Types.Protocol.Http11, "istio-http/1.1", "http/1.1"),
            Override(FilterConfig.Types.Protocol.Http2, "istio-h2", "h2"),
        },
    });

    public static HttpFilter DynamicForwardProxy(DnsCacheConfig cache) =>
        Filter("envoy.filters.http.dynamic_forward_proxy", new Dfp.FilterConfig { DnsCacheConfig = cache });

    public static HttpFilter Filter(string name, IMessage config) => new() { Name = name, TypedConfig = EnvoyAny.Pack(config) };

    private static FilterConfig.Types.AlpnOverride Override(FilterConfig.Types.Protocol upstream, string mesh, string plain) =>
        new() { UpstreamProtocol = upstream, AlpnOverride_ = { mesh, "istio", plain } };
}
