using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

public sealed class ShortNamesTests
{
    [Theory]
    [InlineData("reviews", "reviews.shop.svc.cluster.local")]
    [InlineData("reviews.other", "reviews.other")]
    [InlineData("*", "*")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("::1", "::1")]
    [InlineData("10", "10.shop.svc.cluster.local")]
    [InlineData("", "")]
    public void Host_Name_BecomesFullInItsNamespace(string name, string expected) =>
        ShortNames.Host(name, "shop", "cluster.local").ShouldBe(expected);

    [Theory]
    [InlineData("gw", "shop/gw")]
    [InlineData("./gw", "shop/gw")]
    [InlineData("edge/gw", "edge/gw")]
    [InlineData("gw.edge", "edge/gw")]
    [InlineData("gw.edge.svc.cluster.local", "edge/gw")]
    [InlineData("mesh", "mesh")]
    public void Gateway_Name_BecomesNamespaceAndName(string name, string expected) =>
        ShortNames.Gateway(name, "shop").ShouldBe(expected);
}
