using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Protocol;

public sealed class CertificateRequestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Requests = "/apis/certificates.k8s.io/v1/certificatesigningrequests";

    [Fact]
    public async Task Approval_IsKeptAndKnowsItsRequestor()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
        var created = await api.PostAsync(Requests, $$$"""{"metadata":{"name":"csr"},"spec":{"request":"{{{encoded}}}","signerName":"test.dev/signer","usages":["client auth"]}}""");

        created.Code.ShouldBe(201, created.Message);
        created.Body["spec"]!["username"]!.GetValue<string>().ShouldBe("admin");
        var approved = await api.PatchAsync($"{Requests}/csr/approval", "merge-patch+json", """{"status":{"conditions":[{"type":"Approved","reason":"Test"}]}}""");
        approved.Body["status"]!["conditions"]![0]!["status"]!.GetValue<string>().ShouldBe("True");
        var issued = await api.PatchAsync($"{Requests}/csr/status", "merge-patch+json", """{"status":{"certificate":"eA=="}}""");
        issued.Body["status"]!["conditions"]!.AsArray().Count.ShouldBe(1);
        issued.Body["status"]!["certificate"]!.GetValue<string>().ShouldBe("eA==");
    }

    [Fact]
    public async Task Create_WithoutRealRequest_IsRefused()
        => (await api.PostAsync(Requests, """{"metadata":{"name":"bad"},"spec":{"request":"eA==","signerName":"test.dev/signer","usages":["client auth"]}}""")).Message.ShouldContain("spec.request");
}
