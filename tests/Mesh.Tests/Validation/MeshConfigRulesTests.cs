using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Validation.Meshes;
using MeshActors.Yaml;

namespace MeshActors.Mesh.Tests.Validation;

public sealed class MeshConfigRulesTests
{
    [Fact]
    public void Check_Defaults_AreFine() => MeshConfigRules.Check(MeshConfigDefaults.Mesh).ShouldBeEmpty();

    [Theory]
    [InlineData("proxyListenPort: 70000", "proxyListenPort")]
    [InlineData("connectTimeout: 2h", "connectTimeout")]
    [InlineData("connectTimeout: 0.0001s", "connectTimeout")]
    [InlineData("protocolDetectionTimeout: 0.0015s", "protocolDetectionTimeout")]
    [InlineData("trustDomain: ''", "trustDomain")]
    [InlineData("trustDomain: under_score", "trustDomain")]
    [InlineData("trustDomainAliases: [fine.example, 'no spaces']", "trustDomainAliases[1]")]
    [InlineData("serviceSettings: [{settings: {clusterLocal: true}, hosts: ['*.shop.svc.cluster.local', 'a.*.b']}]", "serviceSettings[0].hosts")]
    [InlineData("meshMTLS: {ecdhCurves: [P-256]}", "meshMTLS.ecdhCurves")]
    [InlineData("defaultConfig: {discoveryAddress: istiod}", "defaultConfig.discoveryAddress")]
    [InlineData("defaultConfig: {drainDuration: 1.5s}", "defaultConfig.drainDuration")]
    [InlineData("defaultConfig: {statusPort: 0}", "defaultConfig.statusPort")]
    [InlineData("defaultConfig: {tracing: {zipkin: {address: 'zipkin:many'}}}", "defaultConfig.tracing.zipkin.address")]
    [InlineData("defaultConfig: {tracing: {datadog: {}}}", "defaultConfig.tracing.datadog.address")]
    [InlineData("defaultConfig: {tracing: {lightstep: {address: 'a.example:8080'}}}", "defaultConfig.tracing.lightstep.accessToken")]
    [InlineData("defaultConfig: {tracing: {tlsSettings: {mode: MUTUAL}}}", "defaultConfig.tracing.tlsSettings")]
    [InlineData("defaultConfig: {tracing: {tlsSettings: {mode: SIMPLE, insecureSkipVerify: true, caCertificates: /ca}}}", "defaultConfig.tracing.tlsSettings.insecureSkipVerify")]
    [InlineData("defaultConfig: {privateKeyProvider: {cryptomb: {}}}", "defaultConfig.privateKeyProvider")]
    [InlineData("defaultConfig: {connectionSettings: {http2InitialStreamWindowSize: 9}}", "defaultConfig.connectionSettings.http2InitialStreamWindowSize")]
    [InlineData("defaultConfig: {connectionSettings: {httpIdleTimeout: -1s}}", "defaultConfig.connectionSettings.httpIdleTimeout")]
    [InlineData("localityLbSetting: {distribute: [{from: a/*, to: {a/b/*: 60, c/*: 30}}]}", "localityLbSetting.distribute[0].to")]
    [InlineData("localityLbSetting: {distribute: [{from: a/*, to: {a/*: 100}}, {from: a/b/*, to: {a/*: 100}}]}", "localityLbSetting.distribute")]
    [InlineData("localityLbSetting: {distribute: [{from: a/*, to: {'*': 100}}], failover: [{from: a, to: b}]}", "localityLbSetting")]
    [InlineData("localityLbSetting: {failover: [{from: a, to: a}]}", "localityLbSetting.failover[0]")]
    [InlineData("localityLbSetting: {failover: [{from: a, to: b}], failoverPriority: [topology.kubernetes.io/zone]}", "localityLbSetting.failoverPriority")]
    [InlineData("zoneAwareLbSetting: {failoverPriority: [topology.kubernetes.io/region]}", "zoneAwareLbSetting.failoverPriority")]
    [InlineData("zoneAwareLbSetting: {failover: [{from: a/b, to: c}]}", "zoneAwareLbSetting.failover[0]")]
    [InlineData("defaultTrafficPolicy: {connectionPool: {}}", "defaultTrafficPolicy.connectionPool")]
    [InlineData("defaultTrafficPolicy: {connectionPool: {tcp: {maxConnections: -1}}}", "defaultTrafficPolicy.connectionPool.tcp.maxConnections")]
    [InlineData("defaultTrafficPolicy: {outlierDetection: {maxEjectionPercent: 101}}", "defaultTrafficPolicy.outlierDetection.maxEjectionPercent")]
    [InlineData("defaultTrafficPolicy: {outlierDetection: {consecutiveLocalOriginFailures: 3}}", "defaultTrafficPolicy.outlierDetection.consecutiveLocalOriginFailures")]
    [InlineData("defaultInboundHttpRetryPolicy: {attempts: 2, retryOn: '503,sometimes'}", "defaultInboundHttpRetryPolicy.retryOn")]
    [InlineData("defaultInboundHttpRetryPolicy: {attempts: 0, backoff: 1s}", "defaultInboundHttpRetryPolicy")]
    public void Check_WhatIstiodRefuses_NamesTheField(string yaml, string path) =>
        MeshConfigRules.Check(Mesh(yaml)).ShouldHaveSingleItem().Path.ShouldBe(path);

    [Theory]
    [InlineData("protocolDetectionTimeout: 0s")]
    [InlineData("trustDomain: example.")]
    [InlineData("defaultConfig: {tracing: {zipkin: {address: '$(HOST_IP):9411'}}}")]
    [InlineData("defaultConfig: {discoveryAddress: '[fd00::1]:15012'}")]
    [InlineData("defaultConfig: {tracingServiceName: CANONICAL_NAME_ONLY}")]
    [InlineData("serviceSettings: [{hosts: ['*', '*.example.com', '*-eu.example.com']}]")]
    [InlineData("localityLbSetting: {distribute: [{from: a/b/*, to: {a/b/c: 60, a/b/d: 40}}, {from: a/c/*, to: {'*': 100}}]}")]
    [InlineData("defaultTrafficPolicy: {connectionPool: {tcp: {idleTimeout: 0s}}}")]
    [InlineData("defaultInboundHttpRetryPolicy: {attempts: 2, retryOn: 'connect-failure,503', backoff: 25ms}")]
    [InlineData("extensionProviders: [{name: broken, zipkin: {service: '', port: 0}}]")]
    public void Check_WhatIstiodTakes_IsFine(string yaml) => MeshConfigRules.Check(Mesh(yaml)).ShouldBeEmpty();

    [Theory]
    [InlineData("endpoints: [{fromCidr: 10.0.0.0/33}]", "networks[east].endpoints[0].fromCidr")]
    [InlineData("endpoints: [{fromRegistry: no spaces}]", "networks[east].endpoints[0].fromRegistry")]
    [InlineData("gateways: [{registryServiceName: 'a b', port: 15443}]", "networks[east].gateways[0].registryServiceName")]
    [InlineData("gateways: [{address: 'a b', port: 15443}]", "networks[east].gateways[0].address")]
    [InlineData("gateways: [{address: 192.0.2.1}]", "networks[east].gateways[0].port")]
    public void CheckNetworks_WhatIstiodRefuses_NamesTheField(string network, string path) =>
        MeshNetworksRules.Check(Networks($"networks: {{east: {{{network}}} }}")).ShouldHaveSingleItem().Path.ShouldBe(path);

    [Fact]
    public void CheckNetworks_WhatIstiodTakes_IsFine() => MeshNetworksRules.Check(Networks("""
        networks:
          east: {endpoints: [{fromCidr: 10.0.0.0/8}, {fromRegistry: Kubernetes}], gateways: [{address: gw.example.com, port: 15443}]}
          west: {endpoints: [{fromCidr: 192.0.2.7}], gateways: [{registryServiceName: gw.istio-system.svc.cluster.local, port: 15443}]}
        """)).ShouldBeEmpty();

    private static MeshConfig Mesh(string yaml) => MeshConfigurationParser.ParseMeshConfig(Json(yaml)).Value!;

    private static MeshNetworks Networks(string yaml) => MeshConfigurationParser.ParseMeshNetworks(Json(yaml)).Value!;

    private static ReadOnlyMemory<byte> Json(string yaml) => YamlDocuments.ToJson(yaml)[0];
}
