using System.Security.Cryptography.X509Certificates;
using MeshActors.Host.Callers;
using MeshActors.Host.Security;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Host.Tests.Callers;

public sealed class ClientCertificatesTests : IDisposable
{
    private const string Identity = "spiffe://cluster.local/ns/shop/sa/gateway";

    private readonly X509Certificate2 _authority = NewAuthority();
    private readonly ClientCertificates _clients;

    public ClientCertificatesTests()
    {
        var roots = new X509Certificate2Collection(_authority);
        _clients = new(new CertificateIssuer(_authority, roots, TimeProvider.System), NullLogger<ClientCertificates>.Instance);
    }

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Accept_OfTheMeshWithOneIdentity_IsTaken()
    {
        using var certificate = WorkloadCertificate.Issue(_authority, [Identity]);

        _clients.Accept(certificate, null).ShouldBeTrue();
        UriNames.Of(certificate).ShouldBe([Identity]);
    }

    [Theory]
    [InlineData]
    [InlineData(Identity, "spiffe://cluster.local/ns/shop/sa/other")]
    [InlineData("https://shop.example/gateway")]
    [InlineData("spiffe://cluster.local/shop/gateway")]
    public void Accept_WithoutExactlyOneIdentity_IsRefused(params string[] uris)
    {
        using var certificate = WorkloadCertificate.Issue(_authority, uris);

        _clients.Accept(certificate, null).ShouldBeFalse();
    }

    [Fact]
    public void Accept_OfAnotherAuthorityOfTheSameName_IsRefused()
    {
        using var other = NewAuthority();
        using var certificate = WorkloadCertificate.Issue(other, [Identity]);

        _clients.Accept(certificate, null).ShouldBeFalse();
    }

    [Fact]
    public void Accept_ThatHasExpired_IsRefused()
    {
        using var certificate = WorkloadCertificate.Issue(_authority, [Identity], age: TimeSpan.FromDays(2));

        _clients.Accept(certificate, null).ShouldBeFalse();
    }

    [Fact]
    public void Accept_ForServersOnly_IsRefused()
    {
        using var certificate = WorkloadCertificate.Issue(_authority, [Identity], WorkloadCertificate.ServerAuthentication);

        _clients.Accept(certificate, null).ShouldBeFalse();
    }

    private static X509Certificate2 NewAuthority()
    {
        var (certificate, key) = CertificateIssuer.CreateAuthority("O=cluster.local", new EarlierClock());
        return X509Certificate2.CreateFromPem(certificate, key);
    }

    /// <summary>An authority is older than what it issues.</summary>
    private sealed class EarlierClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - TimeSpan.FromDays(30);
    }
}
