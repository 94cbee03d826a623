using MeshActors.Host.Callers;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Tests.Callers;

public sealed class TokenReviewsTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private readonly TokenReviews _reviews = new(
        new Dictionary<string, IKubernetesClient> { ["Kubernetes"] = server.Cluster.Client }, "Kubernetes", ["istio-ca", "other-ca"]);

    [Theory]
    [InlineData("")]
    [InlineData("Kubernetes")]
    public async Task Review_TokenForTheMesh_GivesItsAccount(string cluster)
    {
        var token = await AccountToken.RequestAsync(server.Cluster.Client, "default", "default", "istio-ca");

        var verdict = await _reviews.ReviewAsync(token, cluster, CancellationToken.None);

        verdict.Account.ShouldBe(("default", "default"), verdict.Failure);
    }

    [Fact]
    public async Task Review_TokenForAnotherAudience_IsRefused()
    {
        var token = await AccountToken.RequestAsync(server.Cluster.Client, "default", "default", "vault");

        (await _reviews.ReviewAsync(token, "", CancellationToken.None)).Account.ShouldBeNull();
    }

    [Fact]
    public async Task Review_TextThatIsNoToken_IsRefusedAndNotRepeated()
    {
        var verdict = await _reviews.ReviewAsync("not.a.token", "", CancellationToken.None);

        verdict.Account.ShouldBeNull();
        verdict.Failure.ShouldNotContain("not.a.token");
    }

    [Fact]
    public async Task Review_CallerOfAClusterThatIsNotKnown_IsRefused()
    {
        var token = await AccountToken.RequestAsync(server.Cluster.Client, "default", "default", "istio-ca");

        var verdict = await _reviews.ReviewAsync(token, "west", CancellationToken.None);

        verdict.Account.ShouldBeNull();
        verdict.Failure.ShouldContain("\"west\"");
    }
}
