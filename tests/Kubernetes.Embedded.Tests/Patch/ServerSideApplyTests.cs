using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Patch;

public sealed class ServerSideApplyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";

    [Fact]
    public async Task Apply_AbsentObject_CreatesIt()
    {
        var applied = await api.ApplyAsync($"{Maps}/made", "one", Manifests.ConfigMap("made", "\"a\":\"1\""));

        applied.Code.ShouldBe(201);
        applied.Metadata["managedFields"]![0]!["operation"]!.GetValue<string>().ShouldBe("Apply");
        applied.Metadata["managedFields"]![0]!["fieldsV1"]!["f:data"]!.AsObject().ContainsKey("f:a").ShouldBeTrue();
    }

    [Fact]
    public async Task Apply_OthersField_ConflictsUnlessForced()
    {
        await api.ApplyAsync($"{Maps}/fought", "one", Manifests.ConfigMap("fought", "\"a\":\"1\""));

        var refused = await api.ApplyAsync($"{Maps}/fought", "two", Manifests.ConfigMap("fought", "\"a\":\"2\""));
        var forced = await api.ApplyAsync($"{Maps}/fought", "two", Manifests.ConfigMap("fought", "\"a\":\"2\""), force: true);

        refused.Code.ShouldBe(409);
        refused.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"one\" using v1: .data.a");
        refused.Body["details"]!["causes"]![0]!["reason"]!.GetValue<string>().ShouldBe("FieldManagerConflict");
        forced.Body["data"]!["a"]!.GetValue<string>().ShouldBe("2");
    }

    [Fact]
    public async Task Apply_SameValueAsOther_SharesTheField()
    {
        await api.ApplyAsync($"{Maps}/shared", "one", Manifests.ConfigMap("shared", "\"a\":\"1\""));

        var second = await api.ApplyAsync($"{Maps}/shared", "two", Manifests.ConfigMap("shared", "\"a\":\"1\""));
        var left = await api.ApplyAsync($"{Maps}/shared", "one", Manifests.ConfigMap("shared"));

        second.Code.ShouldBe(200);
        left.Body["data"]!["a"]!.GetValue<string>().ShouldBe("1");
    }

    [Fact]
    public async Task Apply_LeavingFieldOut_RemovesIt()
    {
        await api.ApplyAsync($"{Maps}/shrunk", "one", Manifests.ConfigMap("shrunk", "\"a\":\"1\",\"b\":\"2\""));

        var applied = await api.ApplyAsync($"{Maps}/shrunk", "one", Manifests.ConfigMap("shrunk", "\"b\":\"2\""));

        applied.Body["data"]!.AsObject().Select(d => d.Key).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Apply_ListByKey_MergesItems()
    {
        await api.PostAsync(Deployments, Manifests.Deployment("merged"));

        var applied = await api.ApplyAsync(
            $"{Deployments}/merged",
            "sidecar",
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"merged"},"spec":{"template":{"spec":{"containers":[{"name":"proxy","image":"envoy:1"}]}}}}""");

        applied.Code.ShouldBe(200);
        applied.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()).ShouldBe(["main", "proxy"]);
        var gone = await api.ApplyAsync($"{Deployments}/merged", "sidecar", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"merged"}}""");
        gone.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_Again_ChangesNothing()
    {
        var first = await api.ApplyAsync($"{Maps}/same", "one", Manifests.ConfigMap("same", "\"a\":\"1\""));

        (await api.ApplyAsync($"{Maps}/same", "one", Manifests.ConfigMap("same", "\"a\":\"1\""))).Version.ShouldBe(first.Version);
    }

    [Fact]
    public async Task Apply_WithoutManager_IsRefused()
        => (await api.SendAsync(HttpMethod.Patch, $"{Maps}/nobody", Manifests.ConfigMap("nobody"), "application/apply-patch+yaml")).Code.ShouldBe(400);

    [Fact]
    public async Task StrategicMerge_ContainersByName_Merge()
    {
        await api.PostAsync(Deployments, Manifests.Deployment("strategic"));

        var patched = await api.PatchAsync(
            $"{Deployments}/strategic",
            "strategic-merge-patch+json",
            """{"spec":{"template":{"spec":{"containers":[{"name":"main","env":[{"name":"A","value":"1"}]},{"name":"extra","image":"x:1"}]}}}}""");
        var removed = await api.PatchAsync(
            $"{Deployments}/strategic",
            "strategic-merge-patch+json",
            """{"spec":{"template":{"spec":{"containers":[{"name":"extra","$patch":"delete"}],"$setElementOrder/containers":[{"name":"main"}]}}}}""");

        var containers = patched.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        containers.Count.ShouldBe(2);
        containers[0]!["image"]!.GetValue<string>().ShouldBe("nginx:1.2");
        removed.Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Count.ShouldBe(1);
    }
}
