using System.Text.Json;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class DerivedAddressTests
{
    private static readonly MeshBuilder Mesh = new MeshBuilder().With(MeshConfigDefaults.Mesh with { Features = new() { WritesAddresses = false } });

    [Theory]
    [InlineData("shop", "db.example.org", "240.240.40.85", "2001:2::f0f0:2855")]
    [InlineData("zoo", "db.example.org", "240.240.108.107", "2001:2::f0f0:6c6b")]
    [InlineData("shop", "h196.example.org", "240.240.0.143", "2001:2::f0f0:8f")]
    [InlineData("shop", "h189.example.org", "240.240.13.1", "2001:2::f0f0:d1")]
    public void Host_WithoutAddress_GetsThatOfItsName(string ns, string host, string ipv4, string ipv6)
    {
        var service = Of(Mesh.With(MeshBuilder.Entry(host, ns)), ns, host);

        (service.AutoAllocatedIpv4, service.AutoAllocatedIpv6).ShouldBe((ipv4, ipv6));
    }

    [Fact]
    public void Hosts_WithOnePlace_AreSpread()
    {
        var mesh = Mesh.With(MeshBuilder.Entry("h69.example.org", "shop", day: 1)).With(MeshBuilder.Entry("h106.example.org", "shop", day: 2));

        Of(mesh, "shop", "h69.example.org").AutoAllocatedIpv4.ShouldBe("240.240.166.198");
        Of(mesh, "shop", "h106.example.org").AutoAllocatedIpv4.ShouldBe("240.240.123.181");
    }

    [Fact]
    public void Host_ThatCannotUseOne_GetsNone()
    {
        Service[] services =
        [
            MeshBuilder.Entry("*.example.org", "shop"),
            MeshBuilder.Entry("a.example.org", "shop") with { Resolution = Resolution.Passthrough },
            MeshBuilder.Entry("b.example.org", "shop") with { DefaultAddress = "10.0.0.1" },
            MeshBuilder.Kubernetes("c", "shop"),
        ];

        foreach (var service in services)
        {
            Of(Mesh.With(service), "shop", service.Hostname).AutoAllocatedIpv4.ShouldBeNull(service.Hostname);
        }
    }

    [Fact]
    public void Change_ThatLeavesAHostAlone_KeepsItsInstance()
    {
        var mesh = Mesh.With(MeshBuilder.Entry("db.example.org", "shop"));
        var before = mesh.Assemble();

        var after = mesh.With(MeshBuilder.Entry("cache.example.org", "zoo")).Assemble(before);

        Find(after, "shop", "db.example.org").ShouldBeSameAs(Find(before, "shop", "db.example.org"));
        Find(after, "zoo", "cache.example.org").AutoAllocatedIpv4.ShouldNotBeNull();
    }

    [Fact]
    public void Installation_ThatWritesAddressesDown_DerivesNone() =>
        Of(new MeshBuilder().With(MeshBuilder.Entry("db.example.org", "shop")), "shop", "db.example.org").AutoAllocatedIpv4.ShouldBeNull();

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(false, "true", true)]
    public void Proxy_ThatAnswersDns_UsesDerivedAddressesWhereItAsksForThem(bool written, string? asks, bool uses)
    {
        var metadata = new Dictionary<string, JsonElement> { ["DNS_CAPTURE"] = JsonElement.Parse("\"true\"") };
        if (asks is not null)
        {
            metadata["DNS_AUTO_ALLOCATE"] = JsonElement.Parse($"\"{asks}\"");
        }

        var node = Proxies.Sidecar("shop") with { Metadata = metadata };

        AddressView.Of(node, new() { WritesAddresses = written }).UsesAllocated.ShouldBe(uses);
    }

    private static Service Of(MeshBuilder mesh, string ns, string host) => Find(mesh.Assemble(), ns, host);

    private static Service Find(MeshView view, string ns, string host) => view.Services.Single(service => service.Namespace == ns && service.Hostname == host);
}
