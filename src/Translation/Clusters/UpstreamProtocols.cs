using Envoy.Config.Core.V3;
using Envoy.Extensions.Http.HeaderFormatters.PreserveCase.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshActors.Translation.Clusters;

/// <summary>Which HTTP version goes upstream.</summary>
internal static class UpstreamProtocols
{
    public static void Apply(ClusterDraft draft, Protocol protocol, ProxyType proxy, bool preserveHeaderCase)
    {
        if (protocol.IsHttp2())
        {
            draft.UseHttp2();
            return;
        }

        if (preserveHeaderCase && (protocol.IsHttp() || protocol.IsUnsupported()))
        {
            draft.HttpOptions.ExplicitHttpConfig = new() { HttpProtocolOptions = PreserveCase() };
        }

        // A gateway would offer h2 to backends that may not speak it: there the client's protocol is not followed.
        if (protocol.IsUnsupported() && proxy is (ProxyType.Sidecar or ProxyType.Waypoint))
        {
            draft.UseDownstreamProtocol();
        }
    }

    /// <summary>Options of clusters that pass streams through: whatever the client speaks, closed after five idle minutes.</summary>
    public static HttpProtocolOptions Passthrough(bool preserveHeaderCase) => new()
    {
        CommonHttpProtocolOptions = new() { IdleTimeout = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)) },
        UseDownstreamProtocolConfig = new()
        {
            HttpProtocolOptions = preserveHeaderCase ? PreserveCase() : new(),
            Http2ProtocolOptions = new(),
        },
    };

    /// <summary>Whether plain HTTP to the cluster is upgraded to HTTP/2: the rule's word first, then the mesh's, HTTP ports only.</summary>
    public static bool ShouldUpgrade(Protocol protocol, bool meshUpgrades, ConnectionPoolSettings pool)
    {
        if (pool.Http is { } http)
        {
            if (http.UseClientProtocol || http.H2UpgradePolicy == H2UpgradePolicy.DoNotUpgrade)
            {
                return false;
            }

            if (http.H2UpgradePolicy == H2UpgradePolicy.Upgrade)
            {
                return true;
            }
        }

        return protocol.IsHttp() && meshUpgrades;
    }

    private static Http1ProtocolOptions PreserveCase() => new()
    {
        HeaderKeyFormat = new()
        {
            StatefulFormatter = new() { Name = "preserve_case", TypedConfig = EnvoyAny.Pack(new PreserveCaseFormatterConfig()) },
        },
    };
}
