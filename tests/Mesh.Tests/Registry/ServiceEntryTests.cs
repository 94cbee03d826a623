using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Tests.Registry;

public sealed class ServiceEntryTests
{
    private const string HttpPort = "ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]";

    [Fact]
    public void Compile_HostsAndAddresses_GiveAServiceEach()
    {
        var services = Meshes.Compile(Samples.ServiceEntry(
            "ext", $"hosts: [a.example.com, b.example.com], addresses: [192.0.2.1, 198.51.100.0/24, 192.0.2.2/32, nonsense], {HttpPort}"))
            .Snapshot.Services;

        services.Select(s => (s.Hostname, s.DefaultAddress)).ShouldBe(
        [
            ("a.example.com", "192.0.2.1"), ("a.example.com", "198.51.100.0/24"), ("a.example.com", "192.0.2.2"),
            ("b.example.com", "192.0.2.1"), ("b.example.com", "198.51.100.0/24"), ("b.example.com", "192.0.2.2"),
        ]);
    }

    [Fact]
    public void Compile_HostOrAddressWrittenTwice_GivesOneService()
    {
        var services = Meshes.Compile(Samples.ServiceEntry(
            "ext", $"hosts: [a.example.com, a.example.com], addresses: [192.0.2.1, 192.0.2.1/32], {HttpPort}")).Snapshot.Services;

        services.Select(s => (s.Hostname, s.DefaultAddress)).ShouldBe([("a.example.com", "192.0.2.1")]);
    }

    [Fact]
    public void Compile_DnsEntryWithoutEndpoints_ResolvesItsHost()
    {
        var compiled = Meshes.Compile(Samples.ServiceEntry("ext", $"hosts: [a.example.com], resolution: DNS, {HttpPort}"));

        var endpoint = compiled.EndpointsOf("a.example.com").ShouldHaveSingleItem();
        (endpoint.FirstAddress, endpoint.Port, endpoint.ServicePortNumber).ShouldBe(("a.example.com", 8080, 80));
        compiled.Snapshot.Facts[compiled.Only().Key].InlineEndpoints.ShouldBe([endpoint]);
    }

    [Fact]
    public void Compile_SelectedEntriesOfOtherClusters_CountWhereTheyHaveAddresses()
    {
        var selecting = Samples.ServiceEntry("ext", $"hosts: [a.example.com], resolution: DNS, workloadSelector: {{labels: {{app: vm}} }}, {HttpPort}");
        var compiled = NamespaceCompiler.Compile(Meshes.Input(
            Meshes.Cluster(selecting + Samples.WorkloadEntry("near", "address: near.example.com, labels: {app: vm}")),
            Meshes.Cluster(
                Samples.WorkloadEntry("far", "address: far.example.com, labels: {app: vm}")
                + Samples.WorkloadEntry("far-ip", "address: 192.0.2.7, labels: {app: vm}"),
                "east")));

        compiled.EndpointsOf("a.example.com").Select(e => e.FirstAddress).ShouldBe(["192.0.2.7", "near.example.com"]);
    }

    [Fact]
    public void Compile_StaticEntry_TakesItsEndpointsPortsInOrderOfPrecedence()
    {
        var endpoints = Meshes.Compile(Samples.ServiceEntry("ext", $$"""
            hosts: [a.example.com], location: MESH_INTERNAL, resolution: STATIC, {{HttpPort}},
              endpoints: [{address: 192.0.2.1, weight: 5, serviceAccount: ext},
              {address: 192.0.2.2, ports: {http: 9090} }, {address: "unix:///run/a.sock"}]
            """)).EndpointsOf("a.example.com");

        endpoints.Select(e => (e.FirstAddress, e.Port)).ShouldBe([("192.0.2.1", 8080), ("192.0.2.2", 9090), ("/run/a.sock", 0)]);
        endpoints[0].ShouldSatisfyAllConditions(
            e => e.Weight.ShouldBe(5u),
            e => e.TlsMode.ShouldBe("istio"),
            e => e.ServiceAccount.ShouldBe("spiffe://cluster.local/ns/shop/sa/ext"),
            e => e.WorkloadName.ShouldBe("ext-0"));
        endpoints[1].TlsMode.ShouldBe("disabled");
    }

    [Fact]
    public void Compile_Selector_JoinsServingPodsAndWorkloadEntries()
    {
        var endpoints = Meshes.Compile(
            Samples.ServiceEntry("ext", $$"""
                hosts: [a.example.com], location: MESH_INTERNAL, resolution: STATIC, {{HttpPort}}, workloadSelector: {labels: {app: ext} }
                """)
            + Samples.Pod("ext-0", "ext", "10.1.0.1")
            + Samples.Pod("other-0", "other", "10.1.0.2")
            + Samples.WorkloadEntry("vm", "address: 192.0.2.1, labels: {app: ext}, ports: {http: 1234}")
            + Samples.WorkloadEntry("named", "address: vm.example.com, labels: {app: ext}")).EndpointsOf("a.example.com");

        endpoints.Select(e => (e.FirstAddress, e.Port, e.Health)).ShouldBe(
            [("10.1.0.1", 8080, EndpointHealth.Healthy), ("192.0.2.1", 1234, EndpointHealth.Unknown)]);
    }

    [Theory]
    [InlineData("{}", "{}", 1)]
    [InlineData("{proxy.istio.io/health-checks-enabled: 'true'}", "{}", 0)]
    [InlineData("{proxy.istio.io/health-checks-enabled: 'true'}", "{conditions: [{type: Healthy, status: 'True'}]}", 1)]
    public void Compile_WorkloadEntryWithHealthChecks_CountsOnceHealthy(string annotations, string status, int expected) =>
        Meshes.Compile(
            Samples.Service("cart")
            + Samples.WorkloadEntry("vm", "address: 192.0.2.1, labels: {app: cart}", $"annotations: {annotations}", status))
            .EndpointsOf("cart.shop.svc.cluster.local").Count.ShouldBe(expected);

    [Fact]
    public void Compile_WorkloadEntryOfAKubernetesService_NeedsTheNamedTargetPort()
    {
        var compiled = Meshes.Compile(
            Samples.Service("cart", "clusterIP: 10.96.0.1, ports: [{name: http, port: 80, targetPort: web}]")
            + Samples.WorkloadEntry("without", "address: 192.0.2.1, labels: {app: cart}")
            + Samples.WorkloadEntry("with", "address: 192.0.2.2, labels: {app: cart}, ports: {web: 8081}"));

        var endpoint = compiled.EndpointsOf("cart.shop.svc.cluster.local").ShouldHaveSingleItem();
        (endpoint.FirstAddress, endpoint.Port).ShouldBe(("192.0.2.2", 8081));
    }

    [Theory]
    [InlineData("{name: dns, port: 53, targetPort: 5353, protocol: UDP}, {name: dns-tcp, port: 53, targetPort: 5354, protocol: TCP}", "dns", 5353)]
    [InlineData("{name: dns-tcp, port: 53, targetPort: 5354, protocol: TCP}, {name: dns, port: 53, targetPort: 5353, protocol: UDP}", "dns-tcp", 5354)]
    public void Compile_WorkloadEntryBehindOneNumberForTwoProtocols_IsAtTheFirstPortForBoth(string ports, string name, int target) =>
        Meshes.Compile(
            Samples.Service("cart", $"clusterIP: 10.96.0.1, ports: [{ports}]")
            + Samples.WorkloadEntry("vm", "address: 192.0.2.1, labels: {app: cart}"))
            .EndpointsOf("cart.shop.svc.cluster.local").Select(e => (e.ServicePortName, e.Port)).ShouldBe([(name, target), (name, target)]);

    [Theory]
    [InlineData("", 80)]
    [InlineData(", targetPort: 8080", 9090)]
    public void Compile_WorkloadEntryWithPortOfItsOwn_ReplacesOnlyADeclaredTarget(string target, int expected) =>
        Meshes.Compile(
            Samples.Service("cart", $"clusterIP: 10.96.0.1, ports: [{{name: http, port: 80{target}}}]")
            + Samples.WorkloadEntry("vm", "address: 192.0.2.1, labels: {app: cart}, ports: {http: 9090}"))
            .EndpointsOf("cart.shop.svc.cluster.local").ShouldHaveSingleItem().Port.ShouldBe(expected);

    [Fact]
    public void Compile_EntryWithTheHostOfAKubernetesService_AddsItsEndpointsFirst()
    {
        var compiled = Meshes.Compile(
            Samples.Service("cart") + Samples.SliceOf("cart", "{addresses: [10.1.0.1]}")
            + Samples.ServiceEntry(
                "more", $"hosts: [cart.shop.svc.cluster.local], resolution: STATIC, {HttpPort}, endpoints: [{{address: 192.0.2.1}}]"));

        compiled.Snapshot.Services.Select(s => s.Registry).ShouldBe([ServiceRegistry.Kubernetes, ServiceRegistry.External]);
        compiled.EndpointsOf("cart.shop.svc.cluster.local").Select(e => e.FirstAddress).ShouldBe(["192.0.2.1", "10.1.0.1"]);
    }

    [Fact]
    public void Compile_TwoRoundRobinEntriesOfOneHost_KeepOneEndpointAPort() =>
        Meshes.Compile(
            Samples.ServiceEntry(
                "a", $"hosts: [x.example.com], resolution: DNS_ROUND_ROBIN, {HttpPort}, endpoints: [{{address: one.example.com}}]")
            + Samples.ServiceEntry(
                "b", $"hosts: [x.example.com], resolution: DNS_ROUND_ROBIN, {HttpPort}, endpoints: [{{address: two.example.com}}]"))
            .EndpointsOf("x.example.com").ShouldHaveSingleItem().FirstAddress.ShouldBe("one.example.com");

    [Fact]
    public void Compile_RoundRobinEntryBehindAnotherOfItsHost_AddsNoEndpointForItsPorts() =>
        Meshes.Compile(
            Samples.ServiceEntry("a", $"hosts: [x.example.com], resolution: DNS, {HttpPort}, endpoints: [{{address: one.example.com}}]")
            + Samples.ServiceEntry(
                "b", $"hosts: [x.example.com], resolution: DNS_ROUND_ROBIN, {HttpPort}, endpoints: [{{address: two.example.com}}]"))
            .EndpointsOf("x.example.com").ShouldHaveSingleItem().FirstAddress.ShouldBe("one.example.com");

    [Theory]
    [InlineData("resolution: DNS", "labels: {}", "240.240.0.1", "2001:2::1")]
    [InlineData("resolution: NONE", "labels: {}", null, null)]
    [InlineData("resolution: DNS", "labels: {networking.istio.io/enable-autoallocate-ip: 'FALSE'}", null, null)]
    public void Compile_AllocatedAddresses_ComeFromTheStatus(string resolution, string meta, string? v4, string? v6)
    {
        var service = Meshes.Compile(Samples.ServiceEntry(
            "ext", $"hosts: [a.example.com], {resolution}, {HttpPort}", meta,
            "{addresses: [{host: a.example.com, value: 240.240.0.1}, {host: a.example.com, value: '2001:2::1'}, {host: b, value: 240.240.0.2}]}"))
            .Only();

        (service.AutoAllocatedIpv4, service.AutoAllocatedIpv6).ShouldBe((v4, v6));
        service.DefaultAddress.ShouldBe(Service.UnspecifiedAddress);
    }

    [Fact]
    public void Compile_Snapshot_CarriesConfigurationButNoPodsOrSecrets()
    {
        var compiled = Meshes.Compile(Samples.ServiceEntry("ext", "hosts: [a.example.com]") + Samples.Pod("p", "p", "10.1.0.1"));

        compiled.Snapshot.Objects.Keys.ShouldBe([ResourceKinds.ServiceEntry]);
    }
}
