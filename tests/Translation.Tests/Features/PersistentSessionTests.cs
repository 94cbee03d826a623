using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.StatefulSession.V3;
using Envoy.Extensions.Http.StatefulSession.Cookie.V3;
using Envoy.Extensions.Http.StatefulSession.Header.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Tests.Endpoints;

namespace MeshActors.Translation.Tests.Features;

public sealed class PersistentSessionTests
{
    private const string Filter = "envoy.filters.http.stateful_session";
    private const string Cookie = "labels: {istio.io/persistent-session: 'JSESSIONID:/app'}";

    [Theory]
    [InlineData("istio.io/persistent-session: 'JSESSIONID:/app'", "JSESSIONID", "/app")]
    [InlineData("istio.io/persistent-session: JSESSIONID", "JSESSIONID", "/")]
    public void Service_WithCookieLabel_KeepsClientsByCookie(string label, string name, string path)
    {
        var cookie = SessionOf(Host(SceneYaml.Service(meta: $"labels: {{ {label} }}")).TypedPerFilterConfig[Filter])
            .SessionState.TypedConfig.Unpack<CookieBasedSessionState>().Cookie;

        (cookie.Name, cookie.Path, cookie.Ttl).ShouldBe((name, path, null));
    }

    [Fact]
    public void Service_WithHeaderLabel_KeepsClientsByHeader() =>
        SessionOf(Host(SceneYaml.Service(meta: "labels: {istio.io/persistent-session-header: x-session}")).TypedPerFilterConfig[Filter])
            .SessionState.TypedConfig.Unpack<HeaderBasedSessionState>().Name.ShouldBe("x-session");

    [Fact]
    public void Installation_WithoutTheSwitch_IgnoresLabels() =>
        Host(SceneYaml.Service(meta: Cookie), on: false).TypedPerFilterConfig.ShouldBeEmpty();

    [Fact]
    public void Route_ToAService_KeepsClientsToo()
    {
        var route = Host(SceneYaml.Service(meta: Cookie) + """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: cart, namespace: shop}
            spec: {hosts: [cart], http: [{route: [{destination: {host: cart}}]}]}
            """).Routes[0];

        SessionOf(route.TypedPerFilterConfig[Filter]).SessionState.Name.ShouldBe("envoy.http.stateful_session.cookie");
    }

    [Theory]
    [InlineData("a,b", "a")]
    [InlineData("-,b", "b")]
    [InlineData("a,-", null)]
    [InlineData("a,b,-", "a")]
    public void Destinations_OfOneRoute_HaveOneSession(string destinations, string? chosen) =>
        PersistentSession.Choose(destinations.Split(',').Select(name => name == "-" ? null : new PersistentSession(name, "/")))?.Name.ShouldBe(chosen);

    private static StatefulSession SessionOf(Any config) => config.Unpack<StatefulSessionPerRoute>().StatefulSession;

    private static VirtualHost Host(string yaml, bool on = true)
    {
        var view = Scene.Of(yaml, FeatureScene.Globals(new MeshFeatures { PersistentSessions = on })).View;
        var encoded = new RouteTranslator().Translate(TranslationContext.Of(Scene.Client, view), ["80"], [])[0];
        return RouteConfiguration.Parser.ParseFrom(encoded.Value.Span).VirtualHosts.Single(host => host.Name.StartsWith("cart.", StringComparison.Ordinal));
    }
}
