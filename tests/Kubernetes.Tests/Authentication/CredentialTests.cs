using MeshActors.Kubernetes.Authentication;
using MeshActors.Kubernetes.Configuration;
using MeshActors.Kubernetes.Tests.Double;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Tests.Authentication;

public sealed class CredentialTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshactors-credentials").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TokenFile_Rotated_IsReadAgainAfterAMinute()
    {
        var clock = new ManualTimeProvider();
        var file = Write("token", "one\n");
        var credentials = new TokenFileCredentials(file, clock);
        (await credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer one");

        Write("token", "two");
        (await credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer one");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer two");

        File.Delete(file);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer two");
    }

    [Fact]
    public async Task TokenFile_RefusedByTheServer_IsReadAgainAtOnce()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Put(ResourceTypes.ConfigMaps, "a", "x");
        var credentials = new TokenFileCredentials(Write("token", "old"), new ManualTimeProvider());
        using var client = new KubernetesClient(new ClusterConnection(api.Address) { Credentials = credentials }, TimeProvider.System);
        await client.GetAsync(ResourceTypes.ConfigMaps, "a", "x", default);
        Write("token", "new");
        api.Next(401, "");

        await client.GetAsync(ResourceTypes.ConfigMaps, "a", "x", default);

        api.Requests.Select(r => r.Headers.Authorization.ToString()).ShouldBe(["Bearer old", "Bearer old", "Bearer new"]);
    }

    [Fact]
    public async Task ExecPlugin_IsRunOnceUntilItsTokenExpires()
    {
        var clock = new ManualTimeProvider();
        var expires = clock.GetUtcNow().AddMinutes(5).ToString("O");
        var plugin = Plugin($$"""
            echo run >> "{{_folder}}/runs"
            echo "$KUBERNETES_EXEC_INFO" > "{{_folder}}/info"
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'$SECRET-$(wc -l < "{{_folder}}/runs")'","expirationTimestamp":"{{expires}}"} }'
            """);
        using var credentials = new ExecCredentials(plugin, clock);

        var concurrent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => credentials.AuthorizeAsync(default).AsTask()));
        concurrent.Select(h => h!.ToString()).Distinct().ShouldBe(["Bearer s-1"]);
        clock.Advance(TimeSpan.FromMinutes(5));
        (await credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer s-2");
        credentials.Invalidate().ShouldBeTrue();
        (await credentials.AuthorizeAsync(default))!.ToString().ShouldBe("Bearer s-3");
        (await File.ReadAllTextAsync(Path.Combine(_folder, "info"))).ShouldContain("""
            "apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}
            """);
    }

    [Theory]
    [InlineData("echo no luck >&2; exit 3", "exited with code 3: no luck")]
    [InlineData("echo '{}'", "printed something that cannot be read")]
    [InlineData("""echo '{"apiVersion":"v","status":{}}'""", "neither a token nor a client certificate")]
    public async Task ExecPlugin_ThatFails_SaysWhy(string script, string reason)
    {
        using var credentials = new ExecCredentials(Plugin(script), TimeProvider.System);

        (await Should.ThrowAsync<CredentialException>(async () => await credentials.AuthorizeAsync(default))).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task ExecPlugin_NotInstalled_ShowsItsHintInTheRequestsError()
    {
        var plugin = Plugin("") with { Command = Path.Combine(_folder, "absent"), InstallHint = "Install it first." };
        using var client = new KubernetesClient(
            new ClusterConnection(new Uri("http://127.0.0.1:1")) { Credentials = new ExecCredentials(plugin, TimeProvider.System) },
            TimeProvider.System);

        var error = await Should.ThrowAsync<KubernetesException>(() => client.GetAsync(ResourceTypes.Pods, "a", "x", default));

        error.Message.ShouldStartWith("get pods \"x\" in namespace \"a\": Unauthorized (401): The credential plugin");
        error.Message.ShouldContain("Install it first.");
    }

    private ExecPlugin Plugin(string script)
    {
        var path = Write("plugin.sh", "#!/bin/sh\n" + script + "\n");
        return new ExecPlugin(
            "client.authentication.k8s.io/v1", "/bin/sh", [path], new Dictionary<string, string> { ["SECRET"] = "s" }, "", null);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
