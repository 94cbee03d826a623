using System.Text.Json.Nodes;
using Envoy.Config.Core.V3;
using MeshActors.EnvoyApi;

namespace MeshActors.StockEnvoy;

/// <summary>The static configuration of an Envoy that takes all else over delta ADS.</summary>
internal static class Bootstrap
{
    /// <param name="node">What it says of itself; Envoy adds its own extensions and version.</param>
    /// <param name="adsSocket">The path where the control plane listens.</param>
    /// <param name="adminSocket">The path of the administration interface.</param>
    public static string Of(Node node, string adsSocket, string adminSocket)
    {
        var own = node.Clone();
        own.Extensions.Clear();
        own.ClearUserAgentVersionType();
        own.UserAgentName = "";
        return new JsonObject
        {
            ["node"] = JsonNode.Parse(EnvoyJson.Print(own)),
            ["admin"] = new JsonObject { ["address"] = Pipe(adminSocket) },
            ["dynamic_resources"] = new JsonObject
            {
                ["ads_config"] = new JsonObject
                {
                    ["api_type"] = "DELTA_GRPC",
                    ["transport_api_version"] = "V3",
                    ["set_node_on_first_message_only"] = true,
                    ["grpc_services"] = new JsonArray(new JsonObject { ["envoy_grpc"] = new JsonObject { ["cluster_name"] = "xds-grpc" } }),
                },
                ["cds_config"] = OverAds(),
                ["lds_config"] = OverAds(),
            },
            ["static_resources"] = new JsonObject { ["clusters"] = new JsonArray(ControlPlane(adsSocket)) },
        }.ToJsonString();
    }

    private static JsonObject OverAds() => new()
    {
        ["ads"] = new JsonObject(),
        ["resource_api_version"] = "V3",
        ["initial_fetch_timeout"] = "0s",
    };

    private static JsonObject ControlPlane(string socket) => new()
    {
        ["name"] = "xds-grpc",
        ["type"] = "STATIC",
        ["connect_timeout"] = "1s",
        ["typed_extension_protocol_options"] = new JsonObject
        {
            ["envoy.extensions.upstreams.http.v3.HttpProtocolOptions"] = new JsonObject
            {
                ["@type"] = "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
                ["explicit_http_config"] = new JsonObject { ["http2_protocol_options"] = new JsonObject() },
            },
        },
        ["load_assignment"] = new JsonObject
        {
            ["cluster_name"] = "xds-grpc",
            ["endpoints"] = new JsonArray(new JsonObject
            {
                ["lb_endpoints"] = new JsonArray(new JsonObject { ["endpoint"] = new JsonObject { ["address"] = Pipe(socket) } }),
            }),
        },
    };

    private static JsonObject Pipe(string path) => new() { ["pipe"] = new JsonObject { ["path"] = path } };
}
