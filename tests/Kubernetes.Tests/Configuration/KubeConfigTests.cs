using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Kubernetes.Authentication;
using MeshActors.Kubernetes.Configuration;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Tests.Configuration;

public sealed class KubeConfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshactors-kubeconfig").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Context_WithToken_GivesServerNamespaceAndHeader()
    {
        var connection = KubeConfig.Parse(Minimal("token: secret"), "test").Connect(TimeProvider.System);

        connection.Server.ShouldBe(new Uri("https://127.0.0.1:6443"));
        connection.Namespace.ShouldBe("mesh");
        connection.TlsServerName.ShouldBe("kubernetes");
        connection.SkipTlsVerification.ShouldBeTrue();
        connection.ImpersonateUser.ShouldBe("jane");
        connection.ImpersonateGroups.ShouldBe(["dev"]);
        (await connection.Credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task User_WithPassword_IsSentAsBasic()
    {
        var connection = KubeConfig.Parse(Minimal("username: u, password: p"), "test").Connect(TimeProvider.System);

        (await connection.Credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Basic dTpw");
    }

    [Fact]
    public async Task TokenFile_IsFoundBesideTheKubeconfig_AndWinsOverTheToken()
    {
        File.WriteAllText(Path.Combine(_folder, "token"), "fresh");
        var file = Write("config", Minimal("token: stale, tokenFile: token"));

        var connection = KubeConfig.Load([file]).Connect(TimeProvider.System);

        (await connection.Credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer fresh");
    }

    [Fact]
    public void Files_OfAList_AreMergedAndTheFirstWins()
    {
        var first = Write("first", """
            current-context: two
            clusters: [{name: c, cluster: {server: "http://first"}}]
            """);
        var second = Write("second", """
            current-context: one
            clusters: [{name: c, cluster: {server: "http://second"}}]
            contexts: [{name: one, context: {cluster: c}}, {name: two, context: {cluster: c, namespace: two}}]
            """);

        var config = KubeConfig.Load([first, Path.Combine(_folder, "absent"), second]);

        config.Contexts.ShouldBe(["one", "two"]);
        config.Connect(TimeProvider.System).ShouldSatisfyAllConditions(
            c => c.Server.Host.ShouldBe("first"),
            c => c.Namespace.ShouldBe("two"));
        config.Connect(TimeProvider.System, "one").Namespace.ShouldBe("default");
    }

    [Fact]
    public void Certificates_AsDataAndAsFiles_AreLoaded()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        var pem = certificate.ExportCertificatePem();
        Write("client.pem", pem);
        Write("client-key.pem", key.ExportPkcs8PrivateKeyPem());
        var byFile = Minimal("client-certificate: client.pem, client-key: client-key.pem")
            .Replace("insecure-skip-tls-verify: true", $"certificate-authority-data: {Base64(pem)}");
        var byData = Minimal($"client-certificate-data: {Base64(pem)}, client-key-data: {Base64(key.ExportPkcs8PrivateKeyPem())}");

        var fromFile = KubeConfig.Load([Write("config", byFile)]).Connect(TimeProvider.System);
        var fromData = KubeConfig.Parse(byData, "test").Connect(TimeProvider.System);

        fromFile.Credentials.Certificate!.Thumbprint.ShouldBe(certificate.Thumbprint);
        fromFile.Credentials.Certificate.HasPrivateKey.ShouldBeTrue();
        fromFile.Authorities!.Single().Thumbprint.ShouldBe(certificate.Thumbprint);
        fromData.Credentials.Certificate!.Thumbprint.ShouldBe(certificate.Thumbprint);
    }

    [Fact]
    public async Task ExecUser_GetsItsArgumentsEnvironmentAndCluster()
    {
        var script = Write("login.sh", """
            #!/bin/sh
            case "$KUBERNETES_EXEC_INFO" in *'"server":"https://127.0.0.1:6443"'*) seen=cluster;; esac
            echo '{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":"'$1-$WHO-$seen'"}}'
            """);
        var user = $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: /bin/sh, args: [{script}, a], env: [{{name: WHO, value: me}}], provideClusterInfo: true}}";

        var connection = KubeConfig.Load([Write("config", Minimal(user))]).Connect(TimeProvider.System);

        (await connection.Credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer a-me-cluster");
    }

    [Theory]
    [InlineData("clusters: [", "The kubeconfig test is malformed: line 2")]
    [InlineData("clusters: {a: b}", "malformed")]
    [InlineData("{}", "has no current-context")]
    [InlineData("current-context: x", "has no context \"x\"")]
    [InlineData("{current-context: x, contexts: [{name: x, context: {cluster: c}}]}", "names cluster \"c\", which")]
    [InlineData("{current-context: x, contexts: [{name: x, context: {cluster: c}}], clusters: [{name: c, cluster: {server: nonsense}}]}", "server \"nonsense\"")]
    public void Kubeconfig_ThatCannotBeUsed_SaysWhatIsWrong(string yaml, string message) =>
        Should.Throw<KubeConfigException>(() => KubeConfig.Parse(yaml, "test").Connect(TimeProvider.System)).Message.ShouldContain(message);

    [Theory]
    [InlineData("auth-provider: {name: gcp}", "User \"u\": auth-provider")]
    [InlineData("client-certificate-data: AAAA", "User \"u\": has a client certificate, but no client key")]
    [InlineData("client-key: absent.pem, client-certificate-data: AAAA", "User \"u\": its credentials cannot be used")]
    [InlineData("exec: {interactiveMode: Always, command: x}", "wants a terminal")]
    public void User_ThatCannotBeUsed_IsNamed(string user, string message) =>
        Should.Throw<KubeConfigException>(() => KubeConfig.Parse(Minimal(user), "test").Connect(TimeProvider.System)).Message.ShouldContain(message);

    [Fact]
    public void DefaultPaths_AreThoseOfTheVariable()
    {
        KubeConfig.DefaultPaths(name => name == "KUBECONFIG" ? $"a{Path.PathSeparator}{Path.PathSeparator}b" : null).ShouldBe(["a", "b"]);
        KubeConfig.DefaultPaths(_ => null).Single().ShouldEndWith(Path.Combine(".kube", "config"));
    }

    [Fact]
    public void InCluster_ReadsTheServiceAccountsFolder()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = new CertificateRequest("CN=ca", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1));
        Write("ca.crt", authority.ExportCertificatePem());
        Write("namespace", "istio-system");
        Write("token", "t");
        var environment = new Dictionary<string, string> { ["KUBERNETES_SERVICE_HOST"] = "fd00::1", ["KUBERNETES_SERVICE_PORT"] = "443" };

        var connection = InClusterConfiguration.TryLoad(environment.GetValueOrDefault, new ManualTimeProvider(), _folder)!;

        connection.Server.ShouldBe(new Uri("https://[fd00::1]:443"));
        connection.Namespace.ShouldBe("istio-system");
        connection.Credentials.ShouldBeOfType<TokenFileCredentials>();
        InClusterConfiguration.TryLoad(_ => null, TimeProvider.System, _folder).ShouldBeNull();
    }

    private static string Minimal(string user) => $$"""
        apiVersion: v1
        kind: Config
        current-context: x
        contexts: [{name: x, context: {cluster: c, user: u, namespace: mesh} }]
        clusters:
        - name: c
          cluster:
            server: https://127.0.0.1:6443
            tls-server-name: kubernetes
            insecure-skip-tls-verify: true
        users:
        - name: u
          user: { as: jane, as-groups: [dev], {{user}} }
        """;

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
