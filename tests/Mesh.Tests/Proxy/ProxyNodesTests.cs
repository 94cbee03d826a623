using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Proxy;

namespace MeshActors.Mesh.Tests.Proxy;

public sealed class ProxyNodesTests
{
    private const string Id = "sidecar~10.1.0.1~cart-0.shop~shop.svc.cluster.local";

    [Fact]
    public void Parse_FullNode_ReadsWhatItSays()
    {
        var node = NodeWith(
            Id,
            ("NAMESPACE", Value.ForString("shop")),
            ("CLUSTER_ID", Value.ForString("east")),
            ("INSTANCE_IPS", Value.ForString("10.1.0.1,fd00::1")),
            ("ISTIO_VERSION", Value.ForString("1.32.0")),
            ("INTERCEPTION_MODE", Value.ForString("TPROXY")),
            ("POD_PORTS", Value.ForString("""[{"name":"web","containerPort":8080,"protocol":"TCP"},{"name":"dns","containerPort":53,"protocol":"UDP"},{"name":"plain","containerPort":9000},{"containerPort":1}]""")),
            ("UNPRIVILEGED_POD", Value.ForString("true")),
            ("ENVOY_STATUS_PORT", Value.ForNumber(15021)),
            ("LABELS", Value.ForStruct(new() { Fields = { ["app"] = Value.ForString("cart") } })));
        node.Locality = new() { Region = "r1", Zone = "z1" };
        node.Extensions.Add(new Extension { Name = "envoy.filters.http.router" });

        var proxy = ProxyNodes.Parse(node, "spiffe://cluster.local/ns/shop/sa/cart").Node.ShouldNotBeNull();

        proxy.Type.ShouldBe(ProxyType.Sidecar);
        proxy.Id.ShouldBe("cart-0.shop");
        proxy.IpAddresses.ShouldBe(["10.1.0.1", "fd00::1"]);
        (proxy.HasIpv4, proxy.HasIpv6).ShouldBe((true, true));
        proxy.IstioVersion.ShouldBe(new IstioVersion(1, 32, 0));
        proxy.InterceptionMode.ShouldBe(InterceptionMode.Tproxy);
        proxy.PodPorts.ShouldBe(new Dictionary<string, int> { ["web"] = 8080, ["plain"] = 9000 }, ignoreOrder: true);
        proxy.PodUdpPorts.ShouldBe(new Dictionary<string, int> { ["dns"] = 53 });
        proxy.MayBindPrivilegedPorts.ShouldBeFalse();
        proxy.Locality.ShouldBe(new ProxyLocality("r1", "z1", ""));
        proxy.Labels["app"].ShouldBe("cart");
        proxy.Labels["topology.kubernetes.io/zone"].ShouldBe("z1");
        proxy.IsStockEnvoy.ShouldBeTrue();
        proxy.MetadataText("ENVOY_STATUS_PORT").ShouldBe("15021");
    }

    [Fact]
    public void Parse_NodeOfFewWords_FallsBackToItsId()
    {
        var proxy = ProxyNodes.Parse(NodeWith("router~10.1.0.1~gw.edge~edge.svc.cluster.local"), null).Node.ShouldNotBeNull();

        proxy.Type.ShouldBe(ProxyType.Router);
        proxy.Namespace.ShouldBe("edge");
        proxy.IpAddresses.ShouldBe(["10.1.0.1"]);
        proxy.IstioVersion.ShouldBe(IstioVersion.Newest);
        proxy.Extensions.ShouldBeNull();
        proxy.IsStockEnvoy.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1.32.1", 1, 32, 1)]
    [InlineData("release-1.30-dev", 1, 30, int.MaxValue)]
    [InlineData("1.29", 1, 29, int.MaxValue)]
    [InlineData("unknown", int.MaxValue, int.MaxValue, int.MaxValue)]
    public void Parse_IstioVersion_IsTheNewestWhereItCannotBeRead(string text, int major, int minor, int patch) =>
        ProxyNodes.Parse(NodeWith(Id, ("ISTIO_VERSION", Value.ForString(text))), null).Node!.IstioVersion
            .ShouldBe(new IstioVersion(major, minor, patch));

    [Fact]
    public void Parse_LocalityLabel_WinsOverTheNodesLocality()
    {
        var labels = new Struct { Fields = { ["topology.istio.io/locality"] = Value.ForString("r2/z2") } };
        var node = NodeWith(Id, ("LABELS", Value.ForStruct(labels)));
        node.Locality = new() { Region = "r1" };

        ProxyNodes.Parse(node, null).Node!.Locality.ShouldBe(new ProxyLocality("r2", "z2", ""));
    }

    [Fact]
    public void At_LocalityOfTheRegistry_ReplacesTheProxysOwn()
    {
        var proxy = ProxyNodes.At(ProxyNodes.Parse(NodeWith(Id), null).Node!, "r3/z3/s3");

        proxy.Locality.ShouldBe(new ProxyLocality("r3", "z3", "s3"));
        proxy.Labels["topology.istio.io/subzone"].ShouldBe("s3");
    }

    [Theory]
    [InlineData("sidecar~10.1.0.1~cart", "expected type~ip~id~domain")]
    [InlineData("gadget~10.1.0.1~cart-0.shop~shop.svc.cluster.local", "gadget is none of")]
    [InlineData("sidecar~~cart-0.shop~shop.svc.cluster.local", "no valid IP address")]
    public void Parse_MalformedId_SaysWhy(string id, string reason) => ReasonOf(NodeWith(id)).ShouldContain(reason);

    [Theory]
    [InlineData("LABELS", "metadata LABELS: expected an object of strings")]
    [InlineData("POD_PORTS", "metadata POD_PORTS: expected a JSON array")]
    [InlineData("UNPRIVILEGED_POD", "metadata UNPRIVILEGED_POD: expected true or false")]
    public void Parse_MalformedMetadata_NamesTheKey(string key, string reason) =>
        ReasonOf(NodeWith(Id, (key, Value.ForString("{")))).ShouldContain(reason);

    [Fact]
    public void Parse_NumberForText_NamesTheKey() =>
        ReasonOf(NodeWith(Id, ("INSTANCE_IPS", Value.ForNumber(7)))).ShouldContain("metadata INSTANCE_IPS: expected a string, got 7");

    [Theory]
    [InlineData("spiffe://cluster.local/ns/other/sa/cart")]
    [InlineData("spiffe://cluster.local/workload")]
    public void Parse_IdentityOfSomebodyElse_IsRefused(string identity) =>
        ProxyNodes.Parse(NodeWith(Id, ("NAMESPACE", Value.ForString("shop"))), identity).Reason.ShouldNotBeNull().ShouldContain(identity);

    private static string ReasonOf(Node node) => ProxyNodes.Parse(node, null).Reason.ShouldNotBeNull();

    private static Node NodeWith(string id, params IReadOnlyList<(string Key, Value Value)> metadata)
    {
        var node = new Node { Id = id, Metadata = new() };
        foreach (var (key, value) in metadata)
        {
            node.Metadata.Fields[key] = value;
        }

        return node;
    }
}
