using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.StatefulSession.V3;
using Envoy.Extensions.Http.StatefulSession.Cookie.V3;
using Envoy.Extensions.Http.StatefulSession.Header.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;
using MeshActors.Translation.Clusters;
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

    [Theory]
    [InlineData("example.com/cookie: C", true)]
    [InlineData("example.com/header: x-session", true)]
    [InlineData("istio.io/persistent-session: C", false)]
    [InlineData("istio.io/persistent-session-header: x-session", false)]
    public void Labels_NamedByTheInstallation_AreTheOnesThatCount(string label, bool counts)
    {
        var features = new MeshFeatures { PersistentSessions = true, SessionLabel = "example.com/cookie", SessionHeaderLabel = "example.com/header" };
        var yaml = SceneYaml.Service(meta: $"labels: {{ {label} }}");

        Host(yaml, features).TypedPerFilterConfig.ContainsKey(Filter).ShouldBe(counts);
        (ClusterOf(yaml, features).CommonLbConfig?.OverrideHostStatus is not null).ShouldBe(counts);
    }

    [Fact]
    public void Labels_WithoutNames_AskForNothing()
    {
        var features = new MeshFeatures { PersistentSessions = true, SessionLabel = "", SessionHeaderLabel = "" };

        Host(SceneYaml.Service(meta: Cookie), features).TypedPerFilterConfig.ShouldBeEmpty();
    }

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

    private static Envoy.Config.Cluster.V3.Cluster ClusterOf(string yaml, MeshFeatures features)
    {
        var view = Scene.Of(yaml, FeatureScene.Globals(features)).View;
        return new ClusterTranslator().Translate(TranslationContext.Of(Scene.Client, view))
            .Select(encoded => Envoy.Config.Cluster.V3.Cluster.Parser.ParseFrom(encoded.Value.Span))
            .Single(cluster => cluster.Name == SceneYaml.Cluster);
    }

    private static VirtualHost Host(string yaml, bool on = true) => Host(yaml, new MeshFeatures { PersistentSessions = on });

    private static VirtualHost Host(string yaml, MeshFeatures features)
    {
        var view = Scene.Of(yaml, FeatureScene.Globals(features)).View;
        var encoded = new RouteTranslator().Translate(TranslationContext.Of(Scene.Client, view), ["80"], [])[0];
        return RouteConfiguration.Parser.ParseFrom(encoded.Value.Span).VirtualHosts.Single(host => host.Name.StartsWith("cart.", StringComparison.Ordinal));
    }
}
