using System.Text.Json.Nodes;
using MeshActors.Kubernetes;
using MeshActors.MeshGenerator;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>Objects in the root namespace, which may concern the whole mesh.</summary>
internal static class RootObjects
{
    private const string RootNamespace = "istio-system";

    public static SyntheticObject PeerAuthentication(string mode) => Of(
        new("security.istio.io", "v1", "peerauthentications", "PeerAuthentication", true),
        new() { ["mtls"] = new JsonObject { ["mode"] = mode } });

    public static SyntheticObject DestinationRule(string host) => Of(
        MeshTypes.DestinationRules,
        new() { ["host"] = host, ["trafficPolicy"] = new JsonObject { ["connectionPool"] = new JsonObject { ["tcp"] = new JsonObject { ["maxConnections"] = 5 } } } });

    public static SyntheticObject Telemetry() => Of(
        new("telemetry.istio.io", "v1", "telemetries", "Telemetry", true),
        new() { ["tracing"] = new JsonArray(new JsonObject { ["disableSpanReporting"] = true }) });

    private static SyntheticObject Of(ResourceType type, JsonObject spec) => new(type, RootNamespace, "bench", new()
    {
        ["apiVersion"] = type.ApiVersion,
        ["kind"] = type.Kind,
        ["metadata"] = new JsonObject { ["name"] = "bench", ["namespace"] = RootNamespace },
        ["spec"] = spec,
    });
}
