using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using MeshActors.EnvoyApi;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshActors.Translation.Clusters;

/// <summary>A cluster while it is being built. The HTTP options are packed into it at the end.</summary>
internal sealed class ClusterDraft(Cluster cluster)
{
    private const string HttpOptionsKey = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

    private HttpProtocolOptions? _httpOptions;

    public Cluster Cluster { get; } = cluster;

    /// <summary>A dynamic forward proxy resolves names at request time and checks certificates by them.</summary>
    public bool IsDynamicForwardProxy { get; init; }

    public bool IsHttp2 => _httpOptions?.ExplicitHttpConfig?.Http2ProtocolOptions is not null;

    public HttpProtocolOptions HttpOptions => _httpOptions ??= new();

    public Http2ProtocolOptions? ExplicitHttp2 => _httpOptions?.ExplicitHttpConfig?.Http2ProtocolOptions;

    /// <summary>Upstream speaks HTTP/2, unless something else was chosen already.</summary>
    public void UseHttp2()
    {
        if (HttpOptions.UpstreamProtocolOptionsCase == HttpProtocolOptions.UpstreamProtocolOptionsOneofCase.None)
        {
            HttpOptions.ExplicitHttpConfig = new() { Http2ProtocolOptions = new() };
        }
    }

    /// <summary>Upstream speaks what the client speaks.</summary>
    public void UseDownstreamProtocol()
    {
        var http1 = HttpOptions.ExplicitHttpConfig?.HttpProtocolOptions ?? new();
        HttpOptions.UseDownstreamProtocolConfig = new() { HttpProtocolOptions = http1, Http2ProtocolOptions = new() };
    }

    public Cluster Build()
    {
        if (_httpOptions is not null)
        {
            // Envoy requires a choice of upstream protocol wherever the options are present.
            if (_httpOptions.UpstreamProtocolOptionsCase == HttpProtocolOptions.UpstreamProtocolOptionsOneofCase.None)
            {
                _httpOptions.ExplicitHttpConfig = new() { HttpProtocolOptions = new() };
            }

            Cluster.TypedExtensionProtocolOptions[HttpOptionsKey] = EnvoyAny.Pack(_httpOptions);
        }

        return Cluster;
    }

    /// <summary>Sets options that were built elsewhere, for the clusters whose protocol follows the client's.</summary>
    public static void SetHttpOptions(Cluster cluster, HttpProtocolOptions options) =>
        cluster.TypedExtensionProtocolOptions[HttpOptionsKey] = EnvoyAny.Pack(options);
}
