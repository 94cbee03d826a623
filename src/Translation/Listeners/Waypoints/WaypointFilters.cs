using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Common.SetFilterState.V3;
using Envoy.Extensions.Filters.Http.HeaderMutation.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Proxy;
using Udpa.Type.V1;
using HttpState = Envoy.Extensions.Filters.Http.SetFilterState.V3.Config;
using NetworkState = Envoy.Extensions.Filters.Network.SetFilterState.V3.Config;

namespace MeshActors.Translation.Listeners.Waypoints;

/// <summary>
/// Filters that carry what a tunnel says of its connection (where to, from whom) over to the connection inside, by way of
/// Envoy's filter state.
/// </summary>
internal static class WaypointFilters
{
    private const string OriginalDestination = "envoy.filters.listener.original_dst.local_ip";
    private const string AuthorityFilter = "connect_authority";
    private const string PeerMetadataType = "type.googleapis.com/io.istio.http.peer_metadata.Config";

    public static readonly HttpFilter DownstreamMetadata = PeerMetadata("downstream", shared: true);

    public static readonly HttpFilter UpstreamMetadata = PeerMetadata("upstream", shared: false);

    /// <summary>Tells the server who called and whom, as the end of the tunnel has verified; the connection inside has no certificates.</summary>
    public static readonly HttpFilter ClientIdentity = HttpFilters.Filter("istio.waypoint.xfcc_client_identity", new HeaderMutation
    {
        Mutations = new()
        {
            RequestMutations =
            {
                new Envoy.Config.Common.MutationRules.V3.HeaderMutation
                {
                    Append = new()
                    {
                        Header = new()
                        {
                            Key = "x-forwarded-client-cert",
                            Value = "By=%FILTER_STATE(io.istio.local_principal:PLAIN)%;URI=%FILTER_STATE(io.istio.peer_principal:PLAIN)%",
                        },
                        AppendAction = HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd,
                    },
                },
            },
        },
    });

    /// <summary>Hands the tunnel's destination on to the upstream connection.</summary>
    public static readonly Filter KeepDestination = NetworkFilters.Of(AuthorityFilter, new NetworkState
    {
        OnNewConnection = { State(OriginalDestination, $"%FILTER_STATE({OriginalDestination}:PLAIN)%") },
    });

    /// <summary>Takes destination, source and both identities from the CONNECT request.</summary>
    public static HttpFilter ConnectAuthority(IstioVersion version)
    {
        // Proxies before 1.29.2 do not know the hashable form.
        var text = version.CompareTo(new IstioVersion(1, 29, 2)) >= 0 ? "istio.hashable_string" : "envoy.string";
        return new()
        {
            Name = AuthorityFilter,
            TypedConfig = EnvoyAny.Pack(new HttpState
            {
                OnRequestHeaders =
                {
                    State(OriginalDestination, "%REQ(:AUTHORITY)%"),
                    State("io.istio.connect_authority", "%REQ(:AUTHORITY)%", text),
                    State("envoy.filters.listener.original_dst.remote_ip", "%DOWNSTREAM_REMOTE_ADDRESS%"),
                    State("io.istio.peer_principal", "%DOWNSTREAM_PEER_URI_SAN%", text),
                    State("io.istio.local_principal", "%DOWNSTREAM_LOCAL_URI_SAN%", text),
                },
            }),
        };
    }

    private static FilterStateValue State(string key, string format, string factory = "") => new()
    {
        ObjectKey = key,
        FactoryKey = factory,
        FormatString = new SubstitutionFormatString { TextFormatSource = new() { InlineString = format } },
        SharedWithUpstream = FilterStateValue.Types.SharedWithUpstream.Once,
    };

    private static HttpFilter PeerMetadata(string side, bool shared)
    {
        var discovery = new Struct { Fields = { ["workload_discovery"] = Value.ForStruct(new()) } };
        var config = new Struct { Fields = { [side + "_discovery"] = Value.ForList(Value.ForStruct(discovery)) } };
        if (shared)
        {
            config.Fields["shared_with_upstream"] = Value.ForBool(true);
        }

        return new()
        {
            Name = $"waypoint_{side}_peer_metadata",
            TypedConfig = EnvoyAny.Pack(new TypedStruct { TypeUrl = PeerMetadataType, Value = config }),
        };
    }
}
