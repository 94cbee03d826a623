using System.Text;
using System.Text.Json.Nodes;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.Robustness;

/// <summary>
/// Whatever mesh configuration can be read must be translated, however little sense it makes: a control plane that falls over
/// one provider takes the whole mesh with it.
/// </summary>
public sealed class MeshConfigSurvivalTests
{
    private static readonly string[] Kinds =
    [
        "envoyExtAuthzHttp", "envoyExtAuthzGrpc", "zipkin", "lightstep", "datadog", "stackdriver", "opencensus", "skywalking", "opentelemetry",
        "prometheus", "envoyFileAccessLog", "envoyHttpAls", "envoyTcpAls", "envoyOtelAls", "sds",
    ];

    private static readonly string[] Bodies =
    [
        "{}",
        """{"service": "cart.shop.svc.cluster.local"}""",
        """{"service": "cart.shop.svc.cluster.local", "port": 80}""",
        """{"service": "shop/cart.shop.svc.cluster.local", "port": 4317}""",
        """{"service": "/", "port": 80}""",
        """{"service": "a/b/c", "port": 0}""",
        """{"service": "nobody.example.com", "port": 4294967295}""",
    ];

    // Fields of single kinds; a kind that has no such field refuses them, which is an answer too.
    private static readonly string[] Extras =
    [
        """{"http": {}}""",
        """{"http": {"path": "", "timeout": "0s", "headers": [{}]}}""",
        """{"grpc": {}}""",
        """{"grpc": {"timeout": "0s", "initialMetadata": [{}]}}""",
        """{"resourceDetectors": {}}""",
        """{"resourceDetectors": {"environment": {}, "dynatrace": {}}}""",
        """{"dynatraceSampler": {}}""",
        """{"dynatraceSampler": {"httpService": {}}}""",
        """{"dynatraceSampler": {"httpService": {"http": {}}}}""",
        """{"logFormat": {}}""",
        """{"logFormat": {"labels": {}}}""",
        """{"logFormat": {"text": ""}}""",
        """{"logFormat": {"labels": {"a": {"b": [1, null, {}]}}}}""",
        """{"path": ""}""",
        """{"accessToken": ""}""",
        """{"logName": "", "filterStateObjectsToLog": [""], "additionalRequestHeadersToLog": [""]}""",
        """{"pathPrefix": "", "timeout": "0s", "statusOnError": "", "includeRequestBodyInCheck": {}}""",
        """{"includeRequestHeadersInCheck": ["*", ""], "headersToDownstreamOnAllow": ["", "x-*", "*-x"]}""",
        """{"traceContextOption": "USE_B3", "path": "no-slash"}""",
        """{"serviceName": "", "maxTagLength": 0, "context": ["UNSPECIFIED"]}""",
        """{"name": "", "logging": {}}""",
    ];

    private static readonly string[] DefaultConfigs =
    [
        """{"tracing": {}}""",
        """{"tracing": {"zipkin": {}}}""",
        """{"tracing": {"zipkin": {"address": "no-port"}}}""",
        """{"tracing": {"lightstep": {}}}""",
        """{"tracing": {"datadog": {}}}""",
        """{"tracing": {"datadog": {"address": ":"}}}""",
        """{"tracing": {"stackdriver": {}}}""",
        """{"tracing": {"openCensusAgent": {"context": ["B3"]}}}""",
        """{"tracing": {"tlsSettings": {}, "sampling": 1000, "customTags": {"a": {}, "b": {"literal": {}}, "c": {"environment": {}}, "d": {"header": {}}}}}""",
        """{"gatewayTopology": {}, "proxyHeaders": {"attemptCount": {}, "server": {}, "requestId": {}, "forwardedClientCert": 0}}""",
        """{"connectionSettings": {}, "privateKeyProvider": {}, "extraStatTags": [""], "proxyStatsMatcher": {}}""",
        """{"privateKeyProvider": {"cryptomb": {}}, "image": {}, "readinessProbe": {}}""",
    ];

    private static readonly string Users = SceneYaml.Service() + """
        apiVersion: telemetry.istio.io/v1
        kind: Telemetry
        metadata: {name: all, namespace: shop}
        spec:
          tracing: [{providers: [{name: it}], customTags: {a: {}, b: {literal: {}}, c: {environment: {}}, d: {header: {}}, e: {formatter: {}} } }]
          accessLogging: [{providers: [{name: it}, {name: nobody}], filter: {expression: ""} }, {}]
          metrics: [{providers: [{name: it}], overrides: [{}, {match: {}, tagOverrides: {a: {} } }]}, {}]
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: custom, namespace: shop}
        spec: {action: CUSTOM, provider: {name: it}, rules: [{}]}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: nobody, namespace: shop}
        spec: {action: CUSTOM, provider: {name: nobody}, rules: [{to: [{operation: {paths: [/a]} }]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw, namespace: shop}
        spec:
          selector: {app: cart}
          servers:
            - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}
            - {port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: {mode: MUTUAL, credentialName: "sds://it"} }
            - {port: {number: 5432, name: tcp, protocol: TCP}, hosts: ["*"]}
        ---

        """;

    private static readonly Dictionary<string, NamespaceSnapshot> Objects = new() { ["shop"] = Scene.Of(Users).View.Namespace("shop")! };

    private static readonly XdsTranslator Translator = new();

    public static TheoryData<string> Providers() => [.. Kinds, "nothing"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Translate_ProviderOfAnyShape_Survives(string kind)
    {
        var read = 0;
        foreach (var body in Bodies)
        {
            foreach (var extra in Extras.Prepend("{}"))
            {
                var provider = new JsonObject { ["name"] = "it" };
                if (kind != "nothing")
                {
                    provider[kind] = Joined(body, extra);
                }

                read += Survives(new JsonObject { ["extensionProviders"] = new JsonArray(provider) }) ? 1 : 0;
                if (extra == "{}")
                {
                    read += Survives(new JsonObject
                    {
                        ["extensionProviders"] = new JsonArray(provider.DeepClone()),
                        ["defaultProviders"] = JsonNode.Parse("""{"tracing": ["it"], "metrics": ["it", "nobody"], "accessLogging": ["it", "nobody"]}"""),
                    }) ? 1 : 0;
                }
            }
        }

        read.ShouldBeGreaterThan(0, "No configuration could be read at all.");
    }

    [Fact]
    public void Translate_ProxyConfigOfAnyShape_Survives()
    {
        foreach (var config in DefaultConfigs)
        {
            foreach (var tracing in new[] { true, false })
            {
                Survives(new JsonObject { ["enableTracing"] = tracing, ["defaultConfig"] = JsonNode.Parse(config) }).ShouldBeTrue(config);
            }
        }
    }

    [Theory]
    [InlineData("""{"rootNamespace": "", "trustDomain": "", "trustDomainAliases": [""]}""")]
    [InlineData("""{"localityLbSetting": {}, "outboundTrafficPolicy": {}, "inboundTrafficPolicy": {}, "pathNormalization": {}}""")]
    [InlineData("""{"localityLbSetting": {"distribute": [{}], "failover": [{}], "failoverPriority": [""]}}""")]
    [InlineData("""{"meshMTLS": {}, "tlsDefaults": {"ecdhCurves": [""], "cipherSuites": [""]}, "caCertificates": [{}]}""")]
    [InlineData("""{"defaultServiceExportTo": [""], "defaultVirtualServiceExportTo": [""], "defaultDestinationRuleExportTo": [""]}""")]
    [InlineData("""{"defaultHttpRetryPolicy": {}, "accessLogFile": "/dev/stdout", "accessLogFormat": "{", "accessLogEncoding": "JSON"}""")]
    [InlineData("""{"discoverySelectors": [{}, {"matchExpressions": [{}]}], "serviceSettings": [{}], "configSources": [{}]}""")]
    [InlineData("""{"outboundClusterStatName": "%%", "inboundClusterStatName": "%SERVICE%SERVICE%", "serviceScopeConfigs": [{}]}""")]
    public void Translate_SettingsOfAnyShape_Survive(string config)
    {
        // What cannot be read is refused as a whole, with a reason, and the mesh stays as it is.
        var parsed = MeshConfigurationParser.ParseMeshConfig(Encoding.UTF8.GetBytes(config));

        (parsed.Value is not null || parsed.Errors.Count > 0).ShouldBeTrue();
        Survives((JsonObject)JsonNode.Parse(config)!);
    }

    /// <returns>whether the configuration could be read</returns>
    private static bool Survives(JsonObject config)
    {
        if (MeshConfigurationParser.ParseMeshConfig(Encoding.UTF8.GetBytes(config.ToJsonString())).Value is not { } mesh)
        {
            return false;
        }

        try
        {
            TranslateAll(mesh);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{config.ToJsonString()} is not survived.", failure);
        }

        return true;
    }

    private static void TranslateAll(MeshConfig mesh)
    {
        var view = MeshView.Assemble(new() { Mesh = mesh, Networks = new() }, Objects, null);
        foreach (var type in new[] { ProxyType.Sidecar, ProxyType.Router, ProxyType.Waypoint })
        {
            var node = Scene.Client with { Type = type, NodeName = "node-1", Labels = new Dictionary<string, string> { ["app"] = "cart" } };
            var context = TranslationContext.Of(node, view);
            foreach (var resources in XdsTranslator.WildcardTypes)
            {
                Translator.Translate(resources, context).ShouldNotBeNull();
            }

            Translator.Translate(XdsType.Route, context, ["80", "http.80", "https.443.https.gw.shop"]).ShouldNotBeNull();
            Translator.Translate(XdsType.Secret, context, ["default", "kubernetes://it", "sds://it"]).ShouldNotBeNull();
        }
    }

    private static JsonObject Joined(string left, string right)
    {
        var joined = (JsonObject)JsonNode.Parse(left)!;
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(right)!)
        {
            joined[name] = value?.DeepClone();
        }

        return joined;
    }
}
