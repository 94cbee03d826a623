using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Secrets;
using MeshActors.Translation.Tests.Security;
using Shouldly;
using Xunit;

namespace MeshActors.Translation.Tests.Secrets;

public sealed class AbsentCredentialTests
{
    private static readonly ProxyNode Gateway = PolicyMesh.Cart with
    {
        Type = ProxyType.Router,
        VerifiedIdentity = "spiffe://cluster.local/ns/shop/sa/gateway",
    };

    private readonly FakeCredentials _credentials = new();

    [Theory]
    [InlineData("nonsense", "it is not the name of a credential")]
    [InlineData("kubernetes://missing", "Secret shop/missing does not exist")]
    [InlineData("kubernetes://missing-cacert", "Secret shop/missing-cacert does not exist")]
    [InlineData("kubernetes://half", "Secret shop/half has neither cert and key nor tls.crt and tls.key")]
    [InlineData("kubernetes://half-cacert", "Secret shop/half-cacert has neither cacert nor ca.crt")]
    [InlineData("kubernetes://other/site", "Secret other/site is not of the proxy's namespace, shop")]
    [InlineData("kubernetes-gateway://other/site", "Secret other/site is of another namespace, which takes a ReferenceGrant")]
    [InlineData("kubernetes-gateway://shop/whole", "no Gateway that the proxy serves names Secret shop/whole")]
    [InlineData("configmap://shop/roots-cacert", "ConfigMap shop/roots does not exist or has neither cacert nor ca.crt")]
    public void Reason_NamesTheObjectAndWhatIsWrongWithIt(string name, string reason)
    {
        _credentials.Add("shop", "half", ("tls.crt", "chain"));
        _credentials.Add("shop", "whole", ("tls.crt", "chain"), ("tls.key", "key"));

        ReasonOf(Gateway, name).ShouldBe(reason);
    }

    [Fact]
    public void Reason_OfAnAccountThatMayNotListSecrets_NamesIt()
    {
        _credentials.MayList = false;

        ReasonOf(Gateway, "kubernetes://site").ShouldBe("service account shop/gateway may not list Secrets");
    }

    [Fact]
    public void Reason_OfACallerWithoutIdentity_IsThat() =>
        ReasonOf(Gateway with { VerifiedIdentity = null }, "kubernetes://site").ShouldStartWith("the proxy has not proved who it is");

    [Fact]
    public void Reason_OfAClusterThatIsNotKnown_NamesIt()
    {
        _credentials.IsKnown = false;

        ReasonOf(Gateway with { ClusterId = "west" }, "kubernetes://site").ShouldBe("cluster \"west\" is not known");
    }

    private string ReasonOf(ProxyNode proxy, string name) => AbsentCredential.ReasonOf(PolicyMesh.Context("", proxy), name, _credentials);
}
