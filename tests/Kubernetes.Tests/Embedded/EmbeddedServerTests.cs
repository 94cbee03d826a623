using System.Text;
using MeshActors.Kubernetes.Configuration;
using MeshActors.Kubernetes.Discovery;
using MeshActors.Kubernetes.Embedded;
using MeshActors.Kubernetes.Leasing;
using MeshActors.Kubernetes.Tests.Reflecting;
using static MeshActors.Kubernetes.ReflectorEventType;

namespace MeshActors.Kubernetes.Tests.Embedded;

/// <summary>The client over TLS, by kubeconfig, against a server that keeps the API's rules.</summary>
public sealed class EmbeddedServerTests : IAsyncLifetime
{
    private readonly EmbeddedApiServer _server = new(new EmbeddedApiServerOptions());
    private KubernetesClient _client = null!;

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        var config = KubeConfig.Parse(_server.KubeConfig(), "the embedded server's kubeconfig");
        _client = new KubernetesClient(config.Connect(TimeProvider.System), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task ConfigMap_CreatedReadChangedDeleted_FollowsTheRules()
    {
        var created = await _client.CreateAsync(Map("a", "1"), default);
        created.Metadata.Uid.ShouldNotBeEmpty();
        (await Should.ThrowAsync<KubernetesException>(() => _client.CreateAsync(Map("a", "1"), default))).IsAlreadyExists.ShouldBeTrue();

        var updated = await _client.UpdateAsync(created with { Data = new Dictionary<string, string> { ["k"] = "2" } }, default);
        updated.Data!["k"].ShouldBe("2");
        (await Should.ThrowAsync<KubernetesException>(() => _client.UpdateAsync(created, default))).IsConflict.ShouldBeTrue();

        var stale = new DeleteOptions { ResourceVersion = created.Metadata.ResourceVersion };
        (await Should.ThrowAsync<KubernetesException>(() => _client.DeleteAsync(ConfigMap.ResourceType, "default", "a", stale, default)))
            .IsConflict.ShouldBeTrue();
        await _client.DeleteAsync(ConfigMap.ResourceType, "default", "a", DeleteOptions.Default, default);
        (await _client.FindAsync<ConfigMap>("default", "a", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Apply_OfAFieldThatAnotherOwns_ConflictsUnlessForced()
    {
        await _client.ApplyAsync(Map("a", "1"), "first", force: false, default);

        (await Should.ThrowAsync<KubernetesException>(() => _client.ApplyAsync(Map("a", "2"), "second", force: false, default)))
            .IsConflict.ShouldBeTrue();
        (await _client.ApplyAsync(Map("a", "2"), "second", force: true, default)).Data!["k"].ShouldBe("2");
    }

    [Fact]
    public async Task Patches_OfThreeKinds_Change()
    {
        await _client.CreateAsync(Map("a", "1"), default);
        foreach (var (patch, expected) in new[]
        {
            (Patch.JsonPatch("""[{"op":"replace","path":"/data/k","value":"2"}]"""u8.ToArray()), "2"),
            (Patch.Merge("""{"data":{"k":"3"}}"""), "3"),
            (Patch.StrategicMerge("""{"data":{"k":"4"}}"""u8.ToArray()), "4"),
        })
        {
            var patched = await _client.PatchAsync(ConfigMap.ResourceType, "default", "a", patch, WriteOptions.Default, default);
            patched.As<ConfigMap>().Data!["k"].ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Reflector_OverPagesAndChanges_ShowsTheServersState()
    {
        for (var i = 0; i < 5; i++)
        {
            await _client.CreateAsync(Map($"m{i}", "1"), default);
        }

        await using var run = new ReflectorRun(_client, ConfigMap.ResourceType, new ReflectorOptions { PageSize = 2, Namespace = "default", FieldSelector = "metadata.name!=kube-root-ca.crt" });
        for (var i = 0; i < 5; i++)
        {
            await run.ExpectAsync(Upserted, $"m{i}");
        }

        await run.ExpectAsync(Synced);
        await _client.DeleteAsync(ConfigMap.ResourceType, "default", "m3", DeleteOptions.Default, default);
        await run.ExpectAsync(Deleted, "m3");
        await _client.CreateAsync(Map("m9", "1"), default);
        await run.ExpectAsync(Upserted, "m9");
    }

    [Fact]
    public async Task Reflector_OfACustomKind_FillsOnceItsDefinitionComes()
    {
        var type = new ResourceType("test.example", "v1", "things", "Thing", true);
        await using var run = new ReflectorRun(_client, type, new ReflectorOptions { MissingInterval = TimeSpan.FromMilliseconds(20) });
        await run.ExpectAsync(Missing);
        await run.ExpectAsync(Synced);

        await _client.CreateAsync(ResourceTypes.CustomResourceDefinitions, null, """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.test.example"},
             "spec":{"group":"test.example","scope":"Namespaced","names":{"plural":"things","singular":"thing","kind":"Thing","listKind":"ThingList"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
            """u8.ToArray(), WriteOptions.Default, default);

        await run.ExpectAsync(Synced);
        await _client.CreateAsync(type, "default", """{"apiVersion":"test.example/v1","kind":"Thing","metadata":{"name":"one"}}"""u8.ToArray(), WriteOptions.Default, default);
        await run.ExpectAsync(Upserted, "one");
    }

    [Fact]
    public async Task Lease_BetweenTwo_IsHeldByOneUntilGivenBack()
    {
        var key = new ObjectKey("default", "lock");
        var first = new LeaseLock(_client, TimeProvider.System, key, "first", TimeSpan.FromHours(1));
        var second = new LeaseLock(_client, TimeProvider.System, key, "second", TimeSpan.FromHours(1));

        (await first.TryHoldAsync(default)).Held.ShouldBeTrue();
        (await second.TryHoldAsync(default)).Held.ShouldBeFalse();
        (await first.TryHoldAsync(default)).Held.ShouldBeTrue();
        await first.ReleaseAsync(default);
        (await second.TryHoldAsync(default)).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task Reviews_OfAServiceAccountsToken_SayWhoItIsAndWhatItMay()
    {
        await _client.CreateAsync(ResourceTypes.ServiceAccounts, "default", """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"sa","namespace":"default"}}"""u8.ToArray(), WriteOptions.Default, default);
        var answer = await _client.CreateAsync(
            ResourceTypes.ServiceAccounts,
            "default",
            """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"audiences":["istio-ca"],"expirationSeconds":3600}}"""u8.ToArray(),
            new WriteOptions { Subresource = "token" },
            default,
            "sa");
        using var document = System.Text.Json.JsonDocument.Parse(answer.Json);
        var token = document.RootElement.GetProperty("status").GetProperty("token").GetString()!;

        var identity = await _client.ReviewTokenAsync(token, ["istio-ca"], default);
        identity.Authenticated.ShouldBeTrue();
        identity.User!.Username.ShouldBe("system:serviceaccount:default:sa");
        (await _client.ReviewTokenAsync(token, ["other"], default)).Authenticated.ShouldBeFalse();

        // The server lets everybody do everything until the first binding.
        await _client.CreateAsync(Rbac("clusterrolebindings", "ClusterRoleBinding"), null, """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"b"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"none"},"subjects":[{"kind":"User","name":"other","apiGroup":"rbac.authorization.k8s.io"}]}
            """u8.ToArray(), WriteOptions.Default, default);
        var access = new SubjectAccessReviewSpec
        {
            User = identity.User.Username,
            Groups = identity.User.Groups,
            ResourceAttributes = new ResourceAttributes { Verb = "get", Resource = "secrets", Namespace = "default" },
        };
        (await _client.ReviewAccessAsync(access, default)).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Discovery_OfTheServer_KnowsTheBuiltInTypes()
    {
        var types = await new ApiDiscovery(_client).GetTypesAsync(default);

        foreach (var type in new[] { ResourceTypes.Pods, ResourceTypes.Deployments, ResourceTypes.EndpointSlices, ResourceTypes.Leases })
        {
            types.ShouldContain(t => t.Type == type);
        }
    }

    [Fact]
    public async Task Invalid_Object_IsRefusedWithItsField()
    {
        var bad = Encoding.UTF8.GetBytes("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":99999}]}}""");

        var error = await Should.ThrowAsync<KubernetesException>(() =>
            _client.CreateAsync(ResourceTypes.Services, "default", bad, WriteOptions.Default, default));

        error.IsInvalid.ShouldBeTrue();
        error.Status.Details!.Causes!.ShouldContain(c => c.Field == "spec.ports[0].port");
    }

    private static ResourceType Rbac(string plural, string kind) => new("rbac.authorization.k8s.io", "v1", plural, kind, false);

    private static ConfigMap Map(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default" },
        Data = new Dictionary<string, string> { ["k"] = value },
    };
}
