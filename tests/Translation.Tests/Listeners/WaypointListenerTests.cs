using Envoy.Config.Listener.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Extensions;
using MeshActors.Translation.Listeners;
using MeshActors.Translation.Security;
using MeshActors.Translation.Security.Authentication;
using MeshActors.Translation.Tests.Security;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;
using TcpRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshActors.Translation.Tests.Listeners;

/// <summary>The inside of a waypoint's tunnels.</summary>
public sealed class WaypointListenerTests
{
    private const string Target = "targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: entry}]";

    private static readonly ProxyNode Waypoint = PolicyMesh.Cart with
    {
        Type = ProxyType.Waypoint,
        Labels = new Dictionary<string, string> { ["gateway.networking.k8s.io/gateway-name"] = "entry" },
    };

    [Fact]
    public void Policy_OnPeers_ReadsWhoTheTunnelEndedFor()
    {
        var chains = Chains(PolicyMesh.Authorization("from", Target + ", rules: [{from: [{source: {namespaces: [a]}}]}]"));

        var http = Manager(chains["direct-http"]).HttpFilters.Single(filter => filter.Name == "envoy.filters.http.rbac").TypedConfig.Unpack<HttpRbac>();
        var tcp = chains["direct-tcp"].Filters.Single(filter => filter.Name == "envoy.filters.network.rbac").TypedConfig.Unpack<TcpRbac>();

        foreach (var rules in (RBAC[])[http.Rules, tcp.Rules])
        {
            rules.Policies.Values.Single().Principals.Single().AndIds.Ids.Single().OrIds.Ids.Single().FilterState.Key.ShouldBe("io.istio.peer_principal");
        }
    }

    [Fact]
    public void Extension_AttachedToTheWaypoint_StandsInItsChains()
    {
        var chains = Chains($$"""
            apiVersion: extensions.istio.io/v1alpha1
            kind: WasmPlugin
            metadata: {name: plug, namespace: shop}
            spec: {url: "oci://example.com/plug:1", phase: AUTHZ, {{Target}} }
            ---

            """);

        Manager(chains["direct-http"]).HttpFilters.Select(filter => filter.Name).ShouldContain(name => name.Contains("shop.plug", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TRUE", true)]
    [InlineData("no", false)]
    public void ClientIdentity_IsToldWhereTheWaypointIsAskedTo(string annotation, bool told)
    {
        var node = Waypoint with { Annotations = new Dictionary<string, string> { ["ambient.istio.io/xfcc-include-client-identity"] = annotation } };
        var manager = Manager(Chains(PolicyMesh.Authorization("all", Target + ", rules: [{}]"), node)["direct-http"]);

        (manager.HttpFilters[0].Name == "istio.waypoint.xfcc_client_identity").ShouldBe(told);
        (manager.ForwardClientCertDetails == HttpConnectionManager.Types.ForwardClientCertDetails.AlwaysForwardOnly).ShouldBe(told);
    }

    private static Dictionary<string, FilterChain> Chains(string yaml, ProxyNode? node = null) =>
        new ListenerTranslator(new SecurityPolicies(new NoJsonWebKeySets()), new ExtensionFilters())
            .Translate(PolicyMesh.Context(yaml, node ?? Waypoint))
            .Select(encoded => Listener.Parser.ParseFrom(encoded.Value.Span))
            .Single(listener => listener.Name == "main_internal")
            .FilterChains.ToDictionary(chain => chain.Name);

    private static HttpConnectionManager Manager(FilterChain chain) => chain.Filters[^1].TypedConfig.Unpack<HttpConnectionManager>();
}
