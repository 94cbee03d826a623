using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.Rbac.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Tests.Listeners;
using MeshActors.Translation.Tests.Security;

namespace MeshActors.Translation.Tests.Features;

public sealed class PolicyFeatureTests
{
    private const string Gets = "rules: [{to: [{operation: {methods: [GET]}}]}]";

    private const string Authorizers = """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: authz, namespace: shop}
        spec: {hosts: [authz.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
        ---

        """;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void SkipTrustDomainValidation_TakesPeersOfAnyDomain(bool skip, int domains)
    {
#pragma warning disable CS0612 // The form that Istio speaks.
        InboundTls(new() { SkipTrustDomainValidation = skip }).CommonTlsContext
            .CombinedValidationContext.DefaultValidationContext.MatchSubjectAltNames.Count.ShouldBe(domains);
#pragma warning restore CS0612
    }

    [Theory]
    [InlineData(true, new[] { "istio-peer-exchange", "h2", "http/1.1" })]
    [InlineData(false, new[] { "h2", "http/1.1" })]
    public void PeerExchangeAlpn_IsOfferedUnlessSwitchedOff(bool on, string[] protocols) =>
        InboundTls(new() { PeerExchangeAlpn = on }).CommonTlsContext.AlpnProtocols.ShouldBe(protocols);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void SelectorsForGatewayApi_DecideWhetherLabelsSelectItsGateways(bool on, int filters)
    {
        var gateway = PolicyMesh.Cart with
        {
            Type = ProxyType.Router,
            Labels = new Dictionary<string, string> { ["app"] = "cart", ["gateway.networking.k8s.io/gateway-name"] = "door" },
        };

        PolicyMesh.Policies(PolicyMesh.Authorization("gets", Gets), gateway, Mesh(new() { SelectorsForGatewayApi = on }))
            .Authorization.Count.ShouldBe(filters);
    }

    [Theory]
    [InlineData(false, new[] { "-deny-due-to-bad-CUSTOM-action", "-deny-due-to-bad-CUSTOM-action" })]
    [InlineData(true, new string[0])]
    public void SeveralAuthorizers_AreAskedWhereTheInstallationAllows(bool allowed, string[] denials)
    {
        var policies = PolicyMesh.Policies(
            Authorizers
            + PolicyMesh.Authorization("one", "action: CUSTOM, provider: {name: one}, " + Gets)
            + PolicyMesh.Authorization("two", "action: CUSTOM, provider: {name: two}, " + Gets),
            mesh: Mesh(new() { SeveralAuthorizers = allowed }) with { ExtensionProviders = [Authorizer("one"), Authorizer("two")] });

        policies.ExternalAuthorization
            .Where(filter => filter.Name == "envoy.filters.http.rbac")
            .SelectMany(filter => filter.TypedConfig.Unpack<RBAC>().Rules?.Policies.Keys.ToList() ?? [])
            .Select(name => name[name.IndexOf("-deny", StringComparison.Ordinal)..])
            .ShouldBe(denials);
        policies.ExternalAuthorization.Count(filter => filter.Name == "envoy.filters.http.ext_authz").ShouldBe(allowed ? 2 : 0);
    }

    private static ExtensionProvider Authorizer(string name) =>
        new() { Name = name, EnvoyExtAuthzHttp = new() { Service = "authz.example.com", Port = 80 } };

    private static MeshConfig Mesh(MeshFeatures features) => FeatureScene.Mesh(features);

    // The chain for any port: strict enough to have a certificate, and not HTTP.
    private static DownstreamTlsContext InboundTls(MeshFeatures features) => FeatureScene.Listeners(features)
        .ListenersOf(ListenerMesh.Sidecar)["virtualInbound"].FilterChains
        .First(chain => chain.TransportSocket is not null && !chain.IsHttp()).TransportSocket.TypedConfig.Unpack<DownstreamTlsContext>();
}
