using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Protocol;

public sealed class ObjectLifecycleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Create_NewObject_GetsIdentityAndVersion()
    {
        var created = await api.PostAsync(Maps, Manifests.ConfigMap("fresh", "\"a\":\"1\""));

        created.Code.ShouldBe(201);
        created.Metadata["uid"]!.GetValue<string>().ShouldNotBeEmpty();
        created.Metadata["creationTimestamp"].ShouldNotBeNull();
        created.Metadata["managedFields"]![0]!["operation"]!.GetValue<string>().ShouldBe("Update");
        (await api.GetAsync($"{Maps}/fresh")).Version.ShouldBe(created.Version);
    }

    [Fact]
    public async Task Create_SameNameTwice_IsAlreadyExists()
    {
        await api.PostAsync(Maps, Manifests.ConfigMap("twice"));

        var second = await api.PostAsync(Maps, Manifests.ConfigMap("twice"));

        second.Code.ShouldBe(409);
        second.Reason.ShouldBe("AlreadyExists");
        second.Message.ShouldBe("configmaps \"twice\" already exists");
    }

    [Fact]
    public async Task Create_InAbsentNamespace_IsNotFound()
    {
        var answer = await api.PostAsync("/api/v1/namespaces/nowhere/configmaps", Manifests.ConfigMap("x"));

        answer.Code.ShouldBe(404);
        answer.Message.ShouldBe("namespaces \"nowhere\" not found");
    }

    [Fact]
    public async Task Update_OnOldVersion_Conflicts()
    {
        var created = await api.PostAsync(Maps, Manifests.ConfigMap("raced"));
        await api.PatchAsync($"{Maps}/raced", "merge-patch+json", """{"data":{"a":"2"}}""");

        var late = await api.PutAsync($"{Maps}/raced", created.Body);

        late.Code.ShouldBe(409);
        late.Message.ShouldContain("the object has been modified; please apply your changes to the latest version and try again");
    }

    [Fact]
    public async Task Update_WithoutChange_KeepsVersion()
    {
        var created = await api.PostAsync(Maps, Manifests.ConfigMap("still"));

        (await api.PutAsync($"{Maps}/still", created.Body)).Version.ShouldBe(created.Version);
    }

    [Fact]
    public async Task Update_OfSpec_RaisesGenerationAndKeepsStatus()
    {
        const string Path = "/apis/apps/v1/namespaces/default/deployments";
        await api.PostAsync(Path, Manifests.Deployment("counted"));
        await api.PatchAsync($"{Path}/counted/status", "merge-patch+json", """{"status":{"replicas":1},"spec":{"replicas":9}}""");

        var patched = await api.PatchAsync($"{Path}/counted", "merge-patch+json", """{"spec":{"replicas":2},"status":{"replicas":7}}""");

        patched.Metadata["generation"]!.GetValue<int>().ShouldBe(2);
        patched.Body["spec"]!["replicas"]!.GetValue<int>().ShouldBe(2);
        patched.Body["status"]!["replicas"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Delete_WithFinalizer_WaitsForItsRemoval()
    {
        await api.PostAsync(Maps, """{"metadata":{"name":"held","finalizers":["test.dev/hold"]}}""");

        var marked = await api.DeleteAsync($"{Maps}/held");
        var released = await api.PatchAsync($"{Maps}/held", "merge-patch+json", """{"metadata":{"finalizers":null}}""");

        marked.Metadata["deletionTimestamp"].ShouldNotBeNull();
        released.Code.ShouldBe(200);
        (await api.GetAsync($"{Maps}/held")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task DryRun_Create_StoresNothing()
    {
        (await api.PostAsync($"{Maps}?dryRun=All", Manifests.ConfigMap("ghost"))).Code.ShouldBe(201);

        (await api.GetAsync($"{Maps}/ghost")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Secret_StringData_BecomesData()
    {
        var created = await api.PostAsync("/api/v1/namespaces/default/secrets", """{"metadata":{"name":"plain"},"stringData":{"key":"value"}}""");

        created.Body["data"]!["key"]!.GetValue<string>().ShouldBe("dmFsdWU=");
        created.Body["type"]!.GetValue<string>().ShouldBe("Opaque");
        created.Body.ContainsKey("stringData").ShouldBeFalse();
    }

    [Fact]
    public async Task Service_Defaults_AreFilledInAndKept()
    {
        const string Path = "/api/v1/namespaces/default/services";
        var created = await api.PostAsync(Path, """{"metadata":{"name":"web"},"spec":{"ports":[{"port":80}],"selector":{"a":"b"}}}""");
        var spec = created.Body["spec"]!;
        var address = spec["clusterIP"]!.GetValue<string>();

        spec["type"]!.GetValue<string>().ShouldBe("ClusterIP");
        spec["sessionAffinity"]!.GetValue<string>().ShouldBe("None");
        spec["ports"]![0]!["protocol"]!.GetValue<string>().ShouldBe("TCP");
        spec["ports"]![0]!["targetPort"]!.GetValue<int>().ShouldBe(80);
        address.ShouldStartWith("10.96.");
        var replaced = await api.PutAsync($"{Path}/web", JsonNode.Parse("""{"metadata":{"name":"web"},"spec":{"ports":[{"port":81}]}}""")!);
        replaced.Body["spec"]!["clusterIP"]!.GetValue<string>().ShouldBe(address);
    }

    [Fact]
    public async Task Namespace_Deleted_TakesItsObjectsAlong()
    {
        var ns = await api.NamespaceAsync("doomed");
        await api.PostAsync($"/api/v1/namespaces/{ns}/configmaps", Manifests.ConfigMap("inside"));
        await using var watch = await WatchStream.OpenAsync(api, $"/api/v1/namespaces?watch=true&fieldSelector=metadata.name={ns}");

        await api.DeleteAsync($"/api/v1/namespaces/{ns}");

        var next = await watch.NextNameAsync();
        while (next != $"DELETED {ns}")
        {
            next.ShouldNotBe("end");
            next = await watch.NextNameAsync();
        }

        (await api.GetAsync($"/api/v1/namespaces/{ns}/configmaps/inside")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Owner_Deleted_TakesItsDependentsAlong()
    {
        var owner = await api.PostAsync(Maps, Manifests.ConfigMap("owner"));
        await api.PostAsync(Maps, $$$"""{"metadata":{"name":"owned","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"owner","uid":"{{{owner.Metadata["uid"]}}}"}]}}""");
        await using var watch = await WatchStream.OpenAsync(api, $"{Maps}?watch=true&fieldSelector=metadata.name=owned");
        (await watch.NextNameAsync()).ShouldBe("ADDED owned");

        await api.DeleteAsync($"{Maps}/owner");

        (await watch.NextNameAsync()).ShouldBe("DELETED owned");
    }
}
