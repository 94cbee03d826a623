using System.Security.Cryptography.X509Certificates;
using MeshActors.Kubernetes.Embedded.Auth;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Auth;

public sealed class CertificateAuthorityTests
{
    [Fact]
    public void Trusts_OwnCertificate_AgainAndAgain_UntilItExpires()
    {
        var clock = new ManualTimeProvider();
        using var authority = CertificateAuthority.Open(null, clock);
        using var certificate = Client(authority);

        authority.Trusts(certificate).ShouldBeTrue();
        authority.Trusts(certificate).ShouldBeTrue();

        clock.Advance(certificate.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(1));
        authority.Trusts(certificate).ShouldBeFalse();
    }

    [Fact]
    public void Trusts_CertificateOfAnother_Never()
    {
        var clock = new ManualTimeProvider();
        using var authority = CertificateAuthority.Open(null, clock);
        using var other = CertificateAuthority.Open(null, clock);
        using var certificate = Client(other);

        other.Trusts(certificate).ShouldBeTrue();
        authority.Trusts(certificate).ShouldBeFalse();
    }

    private static X509Certificate2 Client(CertificateAuthority authority)
    {
        var (certificate, key) = authority.IssueClient("jane", ["developers"]);
        return X509Certificate2.CreateFromPem(certificate, key);
    }
}
