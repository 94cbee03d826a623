using Envoy.Config.Route.V3;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.Features;

public sealed class RouteFeatureTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AbsoluteNames_HostsAreKnownWithAFinalDotToo(bool on)
    {
        var domains = Host(SceneYaml.Service(), new() { AbsoluteNames = on }).Domains;

        domains.ShouldContain("cart.shop.svc.cluster.local");
        domains.Contains("cart.shop.svc.cluster.local.").ShouldBe(on);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ShadowHosts_MirroredRequestsAreMarked(bool on)
    {
        const string Mirrored = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: cart, namespace: shop}
            spec:
              hosts: [cart]
              http:
              - route: [{destination: {host: cart}}]
                mirror: {host: cart}
                mirrors: [{destination: {host: cart}}]
            """;

        var policies = Host(SceneYaml.Service() + Mirrored, new() { ShadowHosts = on }).Routes[0].Route_.RequestMirrorPolicies;

        policies.Select(policy => policy.DisableShadowHostSuffixAppend).ShouldBe([!on, !on]);
    }

    private static VirtualHost Host(string yaml, MeshFeatures features)
    {
        var view = Scene.Of(yaml, FeatureScene.Globals(features)).View;
        var encoded = new RouteTranslator().Translate(TranslationContext.Of(Scene.Client, view), ["80"], [])[0];
        return RouteConfiguration.Parser.ParseFrom(encoded.Value.Span).VirtualHosts.Single(host => host.Name.StartsWith("cart.", StringComparison.Ordinal));
    }
}
