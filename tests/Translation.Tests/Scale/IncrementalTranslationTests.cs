using Envoy.Config.Route.V3;
using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Tests.Scale;

/// <summary>What a change encodes again in a mesh of 10,000 services, for ten sidecars of as many scopes.</summary>
public sealed class IncrementalTranslationTests(LargeMesh mesh) : IClassFixture<LargeMesh>
{
    private static readonly TranslationWork Nothing = default;

    [Fact]
    public void VirtualService_EncodesOneVirtualHostAScope()
    {
        var change = mesh.Apply(LargeMesh.VirtualService(7, "9s"));

        change.Work.Resources.ShouldBeLessThan(20);
        change.Work.RouteConfigurations.ShouldBe(LargeMesh.Namespaces);
        change.Work.VirtualHosts.ShouldBeInRange(1, LargeMesh.Namespaces);
        (change.Work with { RouteConfigurations = 0, VirtualHosts = 0 }).ShouldBe(Nothing);
        change.Assignments.ShouldBeEmpty();
        foreach (var (before, after) in mesh.First.Zip(change.Resources))
        {
            Changed(before.Clusters, after.Clusters).ShouldBeEmpty();
            Changed(before.Listeners, after.Listeners).ShouldBeEmpty();
            ChangedHosts(before.Routes[0], after.Routes[0]).ShouldBe([LargeMesh.HostOf(7) + ":80"]);
        }
    }

    [Fact]
    public void Endpoint_EncodesItsLoadAssignmentsOnly()
    {
        var change = mesh.Apply(LargeMesh.Endpoints(4321, "10.250.0.1"));

        change.Work.ShouldBe(Nothing);
        change.Assignments.ShouldBe([4321]);
    }

    [Fact]
    public void ServiceWithAnotherAddress_EncodesItsClusterAndOneVirtualHostAScope()
    {
        var change = mesh.Apply(LargeMesh.Service(4321, "10.250.0.1"));

        change.Work.Clusters.ShouldBe(1);
        change.Work.RouteConfigurations.ShouldBe(LargeMesh.Namespaces);
        change.Work.VirtualHosts.ShouldBeInRange(1, LargeMesh.Namespaces);
        change.Assignments.ShouldBeEmpty();
        foreach (var (before, after) in mesh.First.Zip(change.Resources))
        {
            Changed(before.Clusters, after.Clusters).Count.ShouldBeLessThanOrEqualTo(1);
            ChangedHosts(before.Routes[0], after.Routes[0]).ShouldBe([LargeMesh.HostOf(4321) + ":80"]);
        }
    }

    [Fact]
    public void DestinationRule_EncodesTheClustersOfItsService()
    {
        var change = mesh.Apply(LargeMesh.DestinationRule(42, LargeMesh.NamespaceOf(42), 7));

        change.Work.ShouldBe(new(Clusters: 1, 0, 0, 0, 0));
        change.Resources.ShouldAllBe(after => Changed(mesh.First[0].Clusters, after.Clusters).Count <= 2);
        change.Assignments.ShouldBeEmpty();
    }

    [Fact]
    public void RootDestinationRule_ForAServiceWithoutOne_EncodesItsClusters()
    {
        var change = mesh.Apply(LargeMesh.DestinationRule(5000, LargeMesh.Root, 7));

        change.Work.ShouldBe(new(Clusters: 1, 0, 0, 0, 0));
        change.Assignments.ShouldBeEmpty();
    }

    [Fact]
    public void RootDestinationRule_ForAServiceWithItsOwn_EncodesNothing()
    {
        var change = mesh.Apply(LargeMesh.DestinationRule(42, LargeMesh.Root, 7));

        change.Work.ShouldBe(Nothing);
        change.Assignments.ShouldBeEmpty();
    }

    [Fact]
    public void RootTelemetry_EncodesListenersOnly()
    {
        var change = mesh.Apply(LargeMesh.Object(
            "telemetry.istio.io/v1", "Telemetry", LargeMesh.Root, "mesh", """{"accessLogging":[{"providers":[{"name":"envoy"}]}]}"""));

        // Every listener logs; but sidecars that do not differ share theirs.
        change.Work.Listeners.ShouldBe(mesh.First.SelectMany(sidecar => sidecar.Listeners).Distinct().Count());
        (change.Work with { Listeners = 0 }).ShouldBe(Nothing);
        change.Assignments.ShouldBeEmpty();
    }

    [Fact]
    public void RootPeerAuthentication_ThatSaysWhatHeldBefore_EncodesNothing()
    {
        var change = mesh.Apply(PeerAuthentication("PERMISSIVE"));

        change.Work.ShouldBe(Nothing);
        change.Assignments.ShouldBeEmpty();
    }

    [Fact]
    public void RootPeerAuthentication_Strict_EncodesNoRoutesAndOneListenerASidecar()
    {
        var change = mesh.Apply(PeerAuthentication("STRICT"));

        change.Work.Listeners.ShouldBe(LargeMesh.Namespaces);
        (change.Work with { Listeners = 0, Clusters = 0 }).ShouldBe(Nothing);
        foreach (var (before, after) in mesh.First.Zip(change.Resources))
        {
            Changed(before.Listeners, after.Listeners).ShouldBe(["virtualInbound"]);
        }
    }

    [Fact]
    public void RootAuthorizationPolicy_EncodesInboundListenersOnly()
    {
        var change = mesh.Apply(LargeMesh.Object(
            "security.istio.io/v1", "AuthorizationPolicy", LargeMesh.Root, "deny", """{"action":"DENY","rules":[{"to":[{"operation":{"methods":["TRACE"]}}]}]}"""));

        change.Work.ShouldBe(new(0, Listeners: LargeMesh.Namespaces, 0, 0, 0));
        foreach (var (before, after) in mesh.First.Zip(change.Resources))
        {
            Changed(before.Listeners, after.Listeners).ShouldBe(["virtualInbound"]);
        }
    }

    [Fact]
    public void RootEnvoyFilter_ChangesOnlyWhatItMatches()
    {
        var change = mesh.Apply(LargeMesh.Object(
            "networking.istio.io/v1alpha3",
            "EnvoyFilter",
            LargeMesh.Root,
            "timeout",
            $$"""
            {"configPatches":[{"applyTo":"CLUSTER","match":{"cluster":{"name":"{{LargeMesh.ClusterOf(4321)}}"} },
             "patch":{"operation":"MERGE","value":{"connect_timeout":"3s"} } }]}
            """));

        change.Work.ShouldBe(Nothing);
        change.Assignments.ShouldBeEmpty();
        foreach (var (before, after) in mesh.First.Zip(change.Resources))
        {
            Changed(before.Clusters, after.Clusters).ShouldBe([LargeMesh.ClusterOf(4321)]);
            Changed(before.Listeners, after.Listeners).ShouldBeEmpty();
            Changed(before.Routes, after.Routes).ShouldBeEmpty();
        }
    }

    private static MeshObject PeerAuthentication(string mode) => LargeMesh.Object(
        "security.istio.io/v1", "PeerAuthentication", LargeMesh.Root, "default", $$"""{"mtls":{"mode":"{{mode}}"} }""");

    /// <summary>The names of resources that are not the very same as before.</summary>
    private static List<string> Changed(IReadOnlyList<EncodedResource> before, IReadOnlyList<EncodedResource> after) =>
        [.. after.Except(before, ReferenceEqualityComparer.Instance).Cast<EncodedResource>().Select(resource => resource.Name)];

    private static List<string> ChangedHosts(EncodedResource before, EncodedResource after)
    {
        var known = RouteConfiguration.Parser.ParseFrom(before.Value.Span).VirtualHosts.ToHashSet();
        return [.. RouteConfiguration.Parser.ParseFrom(after.Value.Span).VirtualHosts.Where(host => !known.Contains(host)).Select(host => host.Name)];
    }
}
