using System.Text.Json;
using MeshActors.Translation.Extensions;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Tests.Security;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests.Extensions;

public sealed class TrafficExtensionTests
{
    private const string Prefix = "extensions.istio.io/trafficextension/shop.";

    private readonly ExtensionFilters _filters = new();

    [Fact]
    public void For_NoExtensions_GivesNone() =>
        _filters.For(PolicyMesh.Context(""), ListenerClass.SidecarInbound, 8080).ShouldBeSameAs(ListenerExtensions.None);

    [Fact]
    public void For_PluginsOfOnePhase_StandByPriority()
    {
        var context = PolicyMesh.Context(
            Plugin("last", "phase: AUTHN") + Plugin("low", "phase: AUTHN, priority: 1") + Plugin("high", "phase: AUTHN, priority: 9") + Plugin("other", ""));

        var http = _filters.For(context, ListenerClass.SidecarInbound, 8080).Http;
        http.Authentication.Select(filter => filter.Name).ShouldBe([Marked("high"), Marked("low"), Marked("last")]);
        http.Unspecified.Select(filter => filter.Name).ShouldBe([Marked("other")]);
    }

    [Theory]
    [InlineData(ListenerClass.SidecarInbound, 8080, true)]
    [InlineData(ListenerClass.SidecarInbound, 9090, false)]
    [InlineData(ListenerClass.SidecarOutbound, 8080, false)]
    [InlineData(ListenerClass.Gateway, 8080, false)]
    public void For_PluginOfServerPort_IsInThatListenerOnly(ListenerClass listenerClass, int port, bool isThere)
    {
        var context = PolicyMesh.Context(Plugin("one", "match: [{mode: SERVER, ports: [{number: 8080}]}]"));

        _filters.For(context, listenerClass, port).Http.All.Any().ShouldBe(isThere);
    }

    [Fact]
    public void For_NetworkPlugin_IsNoHttpFilter()
    {
        var found = _filters.For(PolicyMesh.Context(Plugin("net", "type: NETWORK")), ListenerClass.SidecarInbound, 8080);

        found.Http.All.ShouldBeEmpty();
        found.Network.Unspecified.ShouldHaveSingleItem().Name.ShouldBe(Marked("net"));
    }

    [Fact]
    public void For_ListenersWithTheSameExtensions_ShareOneInstance()
    {
        var context = PolicyMesh.Context(Plugin("one", ""));

        _filters.For(context, ListenerClass.SidecarInbound, 1).ShouldBeSameAs(_filters.For(context, ListenerClass.SidecarOutbound, 2));
    }

    [Theory]
    [InlineData("""{"b":1,"a":{"y":[true,null],"x":1.5}}""", """{"a":{"x":1.5,"y":[true,null]},"b":1}""")]
    [InlineData("""{"big":1e3}""", """{"big":1000}""")]
    [InlineData("""{"n":[1e15,-1.5e20,1e21,0.00001,0.0000001,0.1,-0.25]}""", """{"n":[1000000000000000,-150000000000000000000,1e+21,0.00001,1e-7,0.1,-0.25]}""")]
    [InlineData("""{"q<":"a&b","t":"\u0001\n\u2028é\"/"}""", """{"q\u003c":"a\u0026b","t":"\u0001\n\u2028é\"/"}""")]
    [InlineData("{}", null)]
    public void Settings_AsText_AreInOrderOfNames(string json, string? expected)
    {
        using var document = JsonDocument.Parse(json);

        PluginSettings.Text(document.RootElement).ShouldBe(expected);
    }

    private static string Marked(string name) => $"{Prefix}{name}~istio-translated-wasmplugin";

    private static string Plugin(string name, string spec) => $$"""
        apiVersion: extensions.istio.io/v1alpha1
        kind: WasmPlugin
        metadata: {name: {{name}}, namespace: shop}
        spec: {url: 'oci://registry/{{name}}', {{spec}} }
        ---

        """;
}
