using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Kubernetes.Authentication;
using MeshActors.Kubernetes.Configuration;
using MeshActors.Kubernetes.Tests.Double;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace MeshActors.Kubernetes.Tests.Authentication;

public sealed class TlsTests
{
    [Fact]
    public async Task Server_OfThePinnedAuthority_IsSpokenToOverHttp2WithOurCertificate()
    {
        using var authority = Authority("ours");
        X509Certificate2? presented = null;
        await using var api = await StartAsync(authority, c => presented = c);
        using var own = Leaf(authority, "client");
        var connection = new ClusterConnection(api.Address)
        {
            Authorities = [authority],
            Credentials = StaticCredentials.ClientCertificate(own),
        };
        using var client = new KubernetesClient(connection, TimeProvider.System);

        await client.ListAsync(ResourceTypes.Pods, new ListOptions(), default);

        api.Requests.Single().Protocol.ShouldBe("HTTP/2");
        presented!.Thumbprint.ShouldBe(own.Thumbprint);
    }

    [Fact]
    public async Task Server_OfAnotherAuthority_IsNotSpokenTo()
    {
        using var authority = Authority("theirs");
        using var pinned = Authority("ours");
        await using var api = await StartAsync(authority, _ => { });
        using var client = new KubernetesClient(new ClusterConnection(api.Address) { Authorities = [pinned] }, TimeProvider.System);

        var error = await Should.ThrowAsync<KubernetesException>(() => client.ListAsync(ResourceTypes.Pods, new ListOptions(), default));

        error.IsUnreachable.ShouldBeTrue();
        api.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task ServerName_OtherThanTheHost_IsWhatTheCertificateMustCarry()
    {
        using var authority = Authority("ours");
        await using var api = await StartAsync(authority, _ => { });
        var connection = new ClusterConnection(api.Address) { Authorities = [authority], TlsServerName = "api.test" };
        using var client = new KubernetesClient(connection, TimeProvider.System);
        using var wrong = new KubernetesClient(connection with { TlsServerName = "other.test" }, TimeProvider.System);

        await client.ListAsync(ResourceTypes.Pods, new ListOptions(), default);
        await Should.ThrowAsync<KubernetesException>(() => wrong.ListAsync(ResourceTypes.Pods, new ListOptions(), default));
    }

    private static Task<ApiDouble> StartAsync(X509Certificate2 authority, Action<X509Certificate2> presented) =>
        ApiDouble.StartAsync(listen => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = Leaf(authority, "server"),
            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
            ClientCertificateValidation = (certificate, _, _) =>
            {
                presented(X509CertificateLoader.LoadCertificate(certificate.RawData));
                return true;
            },
        }));

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    private static X509Certificate2 Leaf(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("api.test");
        request.CertificateExtensions.Add(names.Build());
        var serial = RandomNumberGenerator.GetBytes(8);
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(30), serial);
        return signed.CopyWithPrivateKey(key);
    }
}
