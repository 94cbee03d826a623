using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.XdsLoad.Tests;

/// <summary>The load generator's command line against a replica in this process.</summary>
public sealed class LoadCommandTests(SeededReplica replica) : IClassFixture<SeededReplica>
{
    private const int Sidecars = 3;

    [Fact]
    public async Task Delta_WithSeed_MeasuresEverything_AndReconnectsForNothing()
    {
        var run = await replica.RunAsync(replica.Address, "--kubeconfig", replica.KubeConfig, "--seed", "--repetitions", "4", "--warm-up-seconds", "0", "--churn-seconds", "0");

        run.ExitCode.ShouldBe(0, run.Error);
        var figures = run.Figures.ShouldNotBeNull();
        figures["sidecars"]!.GetValue<int>().ShouldBe(Sidecars);

        // Six services with subsets of two of them, for each sidecar: clusters, load assignments, listeners and routes.
        figures["first"]!["resources"]!.GetValue<int>().ShouldBeGreaterThan(Sidecars * 20);
        figures["endpoint"]!["last"]!["count"]!.GetValue<int>().ShouldBe(4);
        figures["virtualService"]!["each"]!["count"]!.GetValue<int>().ShouldBe(4 * Sidecars);
        figures["churn"].ShouldBeNull();
        figures["reconnect"]!["bytes"]!.GetValue<long>().ShouldBeLessThan(figures["first"]!["bytes"]!.GetValue<long>() / 10);
    }

    [Fact]
    public async Task StateOfTheWorld_BringsTheSameResources_AndAllAgainOnReconnect()
    {
        await replica.RunAsync(replica.Address, "--kubeconfig", replica.KubeConfig, "--seed", "--repetitions", "1", "--warm-up-seconds", "0", "--churn-seconds", "0");
        var delta = (await replica.RunAsync(replica.Address)).Figures.ShouldNotBeNull();
        var run = await replica.RunAsync(replica.Address, "--sotw", "--kubeconfig", replica.KubeConfig, "--repetitions", "3", "--warm-up-seconds", "0", "--churn-seconds", "0");

        run.ExitCode.ShouldBe(0, run.Error);
        var figures = run.Figures.ShouldNotBeNull();
        figures["first"]!["resources"]!.GetValue<int>().ShouldBe(delta["first"]!["resources"]!.GetValue<int>());
        figures["endpoint"]!["last"]!["count"]!.GetValue<int>().ShouldBe(3);
        figures["virtualService"]!["last"]!["count"]!.GetValue<int>().ShouldBe(3);
        figures["reconnect"]!["resources"]!.GetValue<int>().ShouldBe(figures["first"]!["resources"]!.GetValue<int>());
        figures["reconnect"]!["bytes"]!.GetValue<long>().ShouldBeGreaterThan(figures["first"]!["bytes"]!.GetValue<long>() / 2);
    }

    [Fact]
    public async Task Tls_WithTheServersAuthority_Connects()
    {
        var run = await replica.RunAsync(replica.SecureAddress, "--ca", await replica.AuthorityAsync());
        run.ExitCode.ShouldBe(0, run.Error);

        var named = await replica.RunAsync(replica.SecureAddress, "--ca", await replica.AuthorityAsync(), "--server-name", "istiod.istio-system.svc");
        named.ExitCode.ShouldBe(0, named.Error);
    }

    [Fact]
    public async Task Tls_WithoutAuthority_TakesAnyCertificate() =>
        (await replica.RunAsync(replica.SecureAddress)).ExitCode.ShouldBe(0);

    [Fact]
    public async Task Tls_WithAnotherAuthority_OrName_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=somebody else", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var other = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var file = replica.Scratch.Write("other.pem", other.ExportCertificatePem());

        (await replica.RunAsync(replica.SecureAddress, "--ca", file)).ExitCode.ShouldNotBe(0);
        (await replica.RunAsync(replica.SecureAddress, "--ca", await replica.AuthorityAsync(), "--server-name", "elsewhere.example")).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task NoVirtualServices_MeansNoFigureOfThem()
    {
        await replica.RunAsync(replica.Address, "--kubeconfig", replica.KubeConfig, "--seed", "--repetitions", "1", "--warm-up-seconds", "0", "--churn-seconds", "0");
        string[] shape = ["--services", "6", "--endpoints", "2", "--namespaces", "2", "--virtual-services", "0", "--proxies", "1", "--settle-seconds", "1"];
        var run = await LoadRun.StartAsync(
            replica.Scratch, [replica.Address, "--kubeconfig", replica.KubeConfig, "--repetitions", "1", "--warm-up-seconds", "0", "--churn-seconds", "0", .. shape]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Figures!["virtualService"].ShouldBeNull();
        run.Figures["endpoint"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("--seed needs --kubeconfig", "--seed")]
    [InlineData("--proxies 0 is less than 1", "--proxies", "0")]
    public async Task ArgumentsThatCannotBe_AreRefused_WithAReason(string reason, params string[] arguments)
    {
        var run = await LoadRun.StartAsync(replica.Scratch, ["http://127.0.0.1:1", .. arguments]);
        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain(reason);
    }
}
