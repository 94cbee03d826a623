using System.Net;
using MeshActors.Host.Security;
using MeshActors.Kubernetes;

namespace MeshActors.Host.Tests.Security;

public sealed class CertificateSecretTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private readonly CertificateSecret _secrets = new(server.Cluster.Client, "default", TimeProvider.System);

    [Fact]
    public async Task GetOrCreate_ManyReplicasAtOnce_AllGetOneAuthority()
    {
        var authorities = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => _secrets.GetOrCreateAsync("link", "Opaque", "CN=link", CancellationToken.None)));

        authorities.Select(authority => authority.Roots[0].Thumbprint).Distinct().Count().ShouldBe(1);
        using var certificate = authorities[0].Issue("replica", ["replica"], [IPAddress.Loopback]);
        authorities[7].Trusts(certificate).ShouldBeTrue();
    }

    [Fact]
    public async Task Trusts_CertificateOfAnotherAuthority_Refuses()
    {
        var ours = await _secrets.GetOrCreateAsync("ours", "Opaque", "CN=same name", CancellationToken.None);
        var theirs = await _secrets.GetOrCreateAsync("theirs", "Opaque", "CN=same name", CancellationToken.None);
        using var certificate = theirs.Issue("replica", ["replica"], []);

        ours.Trusts(certificate).ShouldBeFalse();
    }

    [Fact]
    public async Task Find_SecretWithoutKey_NamesWhatIsMissing()
    {
        await server.Cluster.Client.CreateAsync(
            new Secret { Metadata = new() { Namespace = "default", Name = "cacerts" }, Data = new Dictionary<string, byte[]> { ["ca-cert.pem"] = [1] } },
            CancellationToken.None);

        var error = await Should.ThrowAsync<InvalidDataException>(() => _secrets.FindAsync("cacerts", CancellationToken.None));

        error.Message.ShouldContain("default/cacerts");
        error.Message.ShouldContain("ca-key.pem");
    }
}
