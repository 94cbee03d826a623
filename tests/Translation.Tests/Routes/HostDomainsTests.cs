using MeshActors.Translation.Routes;

namespace MeshActors.Translation.Tests.Routes;

public sealed class HostDomainsTests
{
    [Theory]
    [InlineData("a.shop.svc.cluster.local", "shop.svc.cluster.local", "a.shop.svc.cluster.local. a a.shop.svc a.shop")]
    [InlineData("a.zoo.svc.cluster.local", "shop.svc.cluster.local", "a.zoo.svc.cluster.local. a.zoo a.zoo.svc")]
    [InlineData("api.example.com", "shop.svc.cluster.local", "api.example.com.")]
    [InlineData("foo.local.campus.net", "local.campus.net", "foo.local.campus.net. foo")]
    [InlineData("foo.local.campus.net", "remote.campus.net", "foo.local.campus.net. foo.local foo.local.campus")]
    [InlineData("10.0.0.1", "shop.svc.cluster.local", "")]
    public void Alternatives_Host_AreWhatAResolverWouldComplete(string host, string domain, string expected) =>
        string.Join(' ', HostDomains.Alternatives(host, HostDomains.NoPort, domain)).ShouldBe(expected);

    [Fact]
    public void Alternatives_WithPort_ListEachNameWithItToo() =>
        HostDomains.Alternatives("a.zoo.svc.cluster.local", 80, "shop.svc.cluster.local")
            .ShouldBe(["a.zoo.svc.cluster.local.", "a.zoo.svc.cluster.local.:80", "a.zoo", "a.zoo:80", "a.zoo.svc", "a.zoo.svc:80"]);

    [Theory]
    [InlineData("::1", "[::1]:80")]
    [InlineData("host", "host:80")]
    public void WithPort_Address_PutsIpv6IntoBrackets(string host, string expected) => HostDomains.WithPort(host, 80).ShouldBe(expected);
}
