using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Tests.Objects;

namespace MeshActors.Mesh.Tests.Configuration;

public sealed class MeshConfigOverlayTests
{
    [Fact]
    public void ParseMeshConfig_Empty_IsTheDefaults()
    {
        var mesh = Parse("{}");

        mesh.TrustDomain.ShouldBe("cluster.local");
        mesh.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(10));
        mesh.DefaultConfig.StatusPort.ShouldBe(15020);
        mesh.ExtensionProviders.Select(provider => provider.Name).ShouldBe(["prometheus", "stackdriver", "envoy"]);
    }

    [Fact]
    public void ParseMeshConfig_PresentFields_ReplaceDefaultsWhole()
    {
        var mesh = Parse("""
            {"localityLbSetting":{"failover":[{"from":"a","to":"b"}]},"defaultServiceExportTo":["."],
            "outboundTrafficPolicy":{"mode":"REGISTRY_ONLY"},"enableTracing":false,"enableAutoMtls":false,
            "meshMTLS":{"minProtocolVersion":"TLSV1_3"}}
            """);

        // The default setting's "enabled" is gone with the rest of it.
        mesh.LocalityLbSetting!.Enabled.ShouldBeNull();
        mesh.LocalityLbSetting.Failover.ShouldHaveSingleItem().To.ShouldBe("b");
        mesh.DefaultServiceExportTo.ShouldBe(["."]);
        mesh.OutboundTrafficPolicy!.Mode.ShouldBe(MeshOutboundTrafficPolicyMode.RegistryOnly);
        mesh.EnableTracing.ShouldBeFalse();
        mesh.EnableAutoMtls.ShouldBe(false);
        mesh.MeshMtls!.MinProtocolVersion.ShouldBe(MeshTlsProtocol.TlsV1_3);
    }

    [Fact]
    public void ParseMeshConfig_DefaultConfig_MergesFieldByField()
    {
        var mesh = Parse("""{"defaultConfig":{"concurrency":0,"drainDuration":"10s","proxyMetadata":{"A":"1"}}}""");

        mesh.DefaultConfig.Concurrency.ShouldBe(0);
        mesh.DefaultConfig.DrainDuration.ShouldBe(TimeSpan.FromSeconds(10));
        mesh.DefaultConfig.ServiceCluster.ShouldBe("istio-proxy");
        mesh.DefaultConfig.ProxyAdminPort.ShouldBe(15000);
    }

    [Fact]
    public void OverlayProxyConfig_Metadata_MergesKeyByKey()
    {
        var mesh = Parse("""{"defaultConfig":{"proxyMetadata":{"A":"1","B":"1"}}}""");

        var proxy = MeshConfigurationParser
            .OverlayProxyConfig(mesh.DefaultConfig, Json.Bytes("""{"proxyMetadata":{"B":"2","C":"2"}}""")).Value!;

        proxy.ProxyMetadata.OrderBy(entry => entry.Key).Select(entry => entry.Key + entry.Value).ShouldBe(["A1", "B2", "C2"]);
    }

    [Fact]
    public void OverlayProxyConfig_Headers_InheritOnlyTheOlderFields()
    {
        var defaults = Parse("""
            {"defaultConfig":{"proxyHeaders":{"server":{"value":"s"},"requestId":{"disabled":true},
            "xForwardedHost":{"enabled":true}}}}
            """).DefaultConfig;

        var headers = MeshConfigurationParser
            .OverlayProxyConfig(defaults, Json.Bytes("""{"proxyHeaders":{"requestId":{"disabled":false}}}""")).Value!.ProxyHeaders!;

        headers.Server!.Value.ShouldBe("s");
        headers.RequestId!.Disabled.ShouldBe(false);
        headers.XForwardedHost.ShouldBeNull();
    }

    [Fact]
    public void OverlayProxyConfig_TracingServiceName_TakesThePlaceOfServiceCluster()
    {
        var proxy = MeshConfigurationParser
            .OverlayProxyConfig(MeshConfigDefaults.Proxy, Json.Bytes("""{"tracingServiceName":"CANONICAL_NAME_ONLY"}""")).Value!;

        proxy.ServiceCluster.ShouldBeNull();
        proxy.TracingServiceName.ShouldBe(TracingServiceName.CanonicalNameOnly);
    }

    [Fact]
    public void ParseMeshConfig_Providers_MergeByNameAndDefaultsByField()
    {
        var mesh = Parse("""
            {"defaultProviders":{"tracing":["zip"]},"extensionProviders":[{"name":"zip","zipkin":{"service":"z","port":9411}},
            {"name":"envoy","envoyFileAccessLog":{"path":"/dev/stderr"}}]}
            """);
        var later = MeshConfigurationParser
            .OverlayMeshConfig(mesh, Json.Bytes("""{"defaultProviders":{"metrics":["prometheus"]}}""")).Value!;

        later.ExtensionProviders.Select(provider => provider.Name).ShouldBe(["prometheus", "stackdriver", "envoy", "zip"]);
        later.ExtensionProviders[2].EnvoyFileAccessLog!.Path.ShouldBe("/dev/stderr");
        later.ExtensionProviders[3].Zipkin!.Port.ShouldBe(9411);
        later.DefaultProviders.Tracing.ShouldBe(["zip"]);
        later.DefaultProviders.Metrics.ShouldBe(["prometheus"]);
    }

    [Fact]
    public void OverlayMeshConfig_TrustDomainAliases_AreTheSortedUnion()
    {
        var mesh = Parse("""{"trustDomainAliases":["c","a"]}""");

        var later = MeshConfigurationParser.OverlayMeshConfig(mesh, Json.Bytes("""{"trustDomainAliases":["b","a"]}""")).Value!;

        later.TrustDomainAliases.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void ParseMeshConfig_Malformed_NamesTheField()
    {
        var parsed = MeshConfigurationParser.ParseMeshConfig(Json.Bytes(
            """{"defaultConfig":{"drainDuration":"soon"},"accessLogEncoding":"XML"}"""));

        parsed.Value.ShouldBeNull();
        parsed.Errors.Select(error => error.Path).ShouldBe(["accessLogEncoding", "defaultConfig.drainDuration"], ignoreOrder: true);
    }

    [Fact]
    public void ParseMeshNetworks_EndpointsAndGateways_AreRead()
    {
        var networks = MeshConfigurationParser.ParseMeshNetworks(Json.Bytes("""
            {"networks":{"n1":{"endpoints":[{"fromRegistry":"c1"},{"fromCidr":"10.0.0.0/8"}],
            "gateways":[{"address":"1.1.1.1","port":15443}]}}}
            """)).Value!.Networks;

        networks["n1"].Endpoints.Select(endpoint => endpoint.FromRegistry ?? endpoint.FromCidr).ShouldBe(["c1", "10.0.0.0/8"]);
        networks["n1"].Gateways.ShouldHaveSingleItem().Port.ShouldBe(15443);
    }

    private static MeshConfig Parse(string json)
    {
        var parsed = MeshConfigurationParser.ParseMeshConfig(Json.Bytes(json));
        parsed.Errors.ShouldBeEmpty();
        return parsed.Value!;
    }
}
