using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Protocol;

public sealed class ListAndWatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task List_WithLimit_PagesThroughEverything()
    {
        var maps = await FillAsync("paged", 5);

        var first = await api.GetAsync($"{maps}?limit=2&labelSelector=n");
        var names = Names(first);
        var token = first.Metadata["continue"]?.GetValue<string>();
        while (token is not null)
        {
            var next = await api.GetAsync($"{maps}?limit=2&labelSelector=n&continue={token}");
            next.Version.ShouldBe(first.Version);
            names.AddRange(Names(next));
            token = next.Metadata["continue"]?.GetValue<string>();
        }

        names.ShouldBe(["m0", "m1", "m2", "m3", "m4"]);
    }

    [Theory]
    [InlineData("equal", "n=1", "m1")]
    [InlineData("in", "n in (0,2)", "m0,m2")]
    [InlineData("notin", "n,n notin (0,1)", "m2")]
    [InlineData("unequal", "n!=1,n", "m0,m2")]
    [InlineData("absent", "!n", "kube-root-ca.crt")]
    public async Task List_ByLabels_SelectsAsWritten(string operation, string selector, string expected)
    {
        var maps = await FillAsync($"labels-{operation}", 3);
        await using var watch = await WatchStream.OpenAsync(api, $"{maps}?watch=true&fieldSelector=metadata.name=kube-root-ca.crt");
        (await watch.NextNameAsync()).ShouldBe("ADDED kube-root-ca.crt");

        var list = await api.GetAsync($"{maps}?labelSelector={Uri.EscapeDataString(selector)}");

        string.Join(",", Names(list)).ShouldBe(expected);
    }

    [Fact]
    public async Task List_ByUnknownField_IsBadRequest()
    {
        var answer = await api.GetAsync("/api/v1/pods?fieldSelector=spec.colour=red");

        answer.Code.ShouldBe(400);
        answer.Message.ShouldContain("field label not supported: spec.colour");
    }

    [Fact]
    public async Task Watch_FromListVersion_SeesOnlyWhatFollows()
    {
        var maps = await FillAsync("watched", 1);
        var list = await api.GetAsync(maps);

        await using var watch = await WatchStream.OpenAsync(api, $"{maps}?watch=true&labelSelector=n&resourceVersion={list.Version}");
        await api.PatchAsync($"{maps}/m0", "merge-patch+json", """{"data":{"x":"1"}}""");
        await api.DeleteAsync($"{maps}/m0");

        (await watch.NextNameAsync()).ShouldBe("MODIFIED m0");
        (await watch.NextNameAsync()).ShouldBe("DELETED m0");
    }

    [Fact]
    public async Task Watch_ObjectLeavesSelection_IsToldAsDeleted()
    {
        var maps = await FillAsync("leaving", 1);
        await using var watch = await WatchStream.OpenAsync(api, $"{maps}?watch=true&labelSelector=n");
        (await watch.NextNameAsync()).ShouldBe("ADDED m0");

        await api.PatchAsync($"{maps}/m0", "merge-patch+json", """{"metadata":{"labels":{"n":null}}}""");
        await api.PatchAsync($"{maps}/m0", "merge-patch+json", """{"metadata":{"labels":{"n":"9"}}}""");

        (await watch.NextNameAsync()).ShouldBe("DELETED m0");
        (await watch.NextNameAsync()).ShouldBe("ADDED m0");
    }

    [Fact]
    public async Task Watch_InitialEvents_EndWithMarkedBookmark()
    {
        var maps = await FillAsync("initial", 1);

        await using var watch = await WatchStream.OpenAsync(api, $"{maps}?watch=true&labelSelector=n&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan");

        (await watch.NextNameAsync()).ShouldBe("ADDED m0");
        var mark = await watch.NextAsync();
        mark!.Value.Type.ShouldBe("BOOKMARK");
        mark.Value.Object["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.GetValue<string>().ShouldBe("true");
    }

    [Fact]
    public async Task Watch_AfterTimeout_EndsTheStream()
    {
        await using var watch = await WatchStream.OpenAsync(api, "/api/v1/persistentvolumes?watch=true&timeoutSeconds=1");

        (await watch.NextNameAsync()).ShouldBe("end");
    }

    [Fact]
    public async Task Watch_AsTable_SendsColumnsOnce()
    {
        var maps = await FillAsync("tables", 2);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{maps}?watch=true&labelSelector=n");
        request.Headers.Accept.ParseAdd("application/json;as=Table;v=v1;g=meta.k8s.io");
        using var response = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var first = System.Text.Json.Nodes.JsonNode.Parse((await reader.ReadLineAsync())!)!;
        var second = System.Text.Json.Nodes.JsonNode.Parse((await reader.ReadLineAsync())!)!;

        first["object"]!["columnDefinitions"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()).ShouldBe(["Name", "Data", "Age"]);
        second["object"]!["columnDefinitions"]!.AsArray().ShouldBeEmpty();
        second["object"]!["rows"]![0]!["cells"]![0]!.GetValue<string>().ShouldBe("m1");
    }

    private async Task<string> FillAsync(string ns, int count)
    {
        await api.NamespaceAsync(ns);
        for (var i = 0; i < count; i++)
        {
            await api.PostAsync($"/api/v1/namespaces/{ns}/configmaps", Manifests.ConfigMap($"m{i}", labels: $"\"n\":\"{i}\""));
        }

        return $"/api/v1/namespaces/{ns}/configmaps";
    }

    private static List<string> Names(Answer list) => [.. list.Body["items"]!.AsArray().Select(i => i!["metadata"]!["name"]!.GetValue<string>())];
}
