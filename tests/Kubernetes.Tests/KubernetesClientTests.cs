using System.Text;
using MeshActors.Kubernetes.Tests.Double;

namespace MeshActors.Kubernetes.Tests;

public sealed class KubernetesClientTests
{
    private static readonly ResourceType Maps = ResourceTypes.ConfigMaps;

    [Fact]
    public async Task Get_OfAStoredObject_GivesHeaderAndBytes()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Put(Maps, "a", "x", """{"k":"v"}""");
        using var client = api.Connect();

        var found = await client.GetAsync(Maps, "a", "x", default);

        found.Metadata.Uid.ShouldBe("uid-x");
        found.Key.ToString().ShouldBe("a/x");
        found.As<ConfigMap>().Data.ShouldNotBeNull()["k"].ShouldBe("v");
    }

    [Fact]
    public async Task Failure_WithAStatus_NamesVerbTypeNamespaceNameAndCauses()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Next(422, """
            {"kind":"Status","status":"Failure","message":"ConfigMap is invalid","reason":"Invalid","code":422,
             "details":{"causes":[{"reason":"FieldValueInvalid","message":"must be short","field":"metadata.name"}]}}
            """);
        using var client = api.Connect();

        var error = await Should.ThrowAsync<KubernetesException>(() =>
            client.UpdateAsync(Maps, "a", "x", "{}"u8.ToArray(), WriteOptions.Default, default));

        error.IsInvalid.ShouldBeTrue();
        error.Message.ShouldBe(
            "update configmaps \"x\" in namespace \"a\": Invalid (422): ConfigMap is invalid; metadata.name: must be short");
    }

    [Fact]
    public async Task Failure_OfSomethingThatIsNoApiServer_QuotesWhatItSaid()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Next(502, "<h1>bad gateway</h1>");
        using var client = api.Connect();

        var error = await Should.ThrowAsync<KubernetesException>(() => client.GetAsync(Maps, "a", "x", default));

        error.Status.Code.ShouldBe(502);
        error.Message.ShouldContain("<h1>bad gateway</h1>");
    }

    [Fact]
    public async Task Answer_ThatIsNotJson_IsAnInvalidResponse()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Next(200, "hello");
        using var client = api.Connect();

        var error = await Should.ThrowAsync<KubernetesException>(() => client.ListAsync(Maps, new ListOptions(), default));

        error.Status.Reason.ShouldBe(KubernetesStatus.InvalidResponse);
    }

    [Fact]
    public async Task Connection_Dropped_IsUnreachable()
    {
        await using var api = await ApiDouble.StartAsync();
        api.NextDropped();
        using var client = api.Connect();

        var error = await Should.ThrowAsync<KubernetesException>(() =>
            client.CreateAsync(Maps, "a", "{}"u8.ToArray(), WriteOptions.Default, default));

        error.IsUnreachable.ShouldBeTrue();
        error.Message.ShouldStartWith("create configmaps in namespace \"a\": Unreachable");
    }

    [Fact]
    public async Task Request_PostponedByTheServer_IsSentAgain()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Put(Maps, "a", "x");
        api.Next(429, "later", r => r.Headers.RetryAfter = "0");
        using var client = api.Connect();

        (await client.GetAsync(Maps, "a", "x", default)).Metadata.Name.ShouldBe("x");

        api.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("merge")]
    [InlineData("strategic")]
    [InlineData("apply")]
    public async Task Patch_OfEachKind_GoesWithItsMediaTypeAndOptions(string kind)
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        ReadOnlyMemory<byte> body = """{"metadata":{"name":"x"}}"""u8.ToArray();
        var (patch, mediaType) = kind switch
        {
            "json" => (Patch.JsonPatch(body), "application/json-patch+json"),
            "merge" => (Patch.Merge(body), "application/merge-patch+json"),
            "strategic" => (Patch.StrategicMerge(body), "application/strategic-merge-patch+json"),
            _ => (Patch.Apply(body), "application/apply-patch+yaml"),
        };

        var options = new WriteOptions { FieldManager = "me", Force = true, DryRun = true, Subresource = "status" };
        await client.PatchAsync(Maps, "a", "x", patch, options, default);

        var sent = api.Requests.Single();
        sent.Method.ShouldBe("PATCH");
        sent.Path.ShouldBe("/api/v1/namespaces/a/configmaps/x/status");
        sent.Headers.ContentType.ToString().ShouldBe(mediaType);
        sent.Query["fieldManager"].ToString().ShouldBe("me");
        sent.Query["force"].ToString().ShouldBe("true");
        sent.Query["dryRun"].ToString().ShouldBe("All");
    }

    [Fact]
    public async Task Delete_WithConditions_SendsThem()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        var options = new DeleteOptions { Uid = "u", ResourceVersion = "5", PropagationPolicy = "Foreground", GracePeriodSeconds = 0 };

        await client.DeleteAsync(Maps, "a", "x", options, default);

        api.Requests.Single().Body.ShouldBe(
            """{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"u","resourceVersion":"5"},"propagationPolicy":"Foreground","gracePeriodSeconds":0}""");
    }

    [Fact]
    public async Task List_WithSelectors_AsksForThemEscaped()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();

        await client.ListAsync(Maps, new ListOptions { LabelSelector = "app in (a, b)", FieldSelector = "metadata.name=x", Limit = 7 }, default);

        var sent = api.Requests.Single();
        sent.Path.ShouldBe("/api/v1/configmaps");
        sent.Query["labelSelector"].ToString().ShouldBe("app in (a, b)");
        sent.Query["fieldSelector"].ToString().ShouldBe("metadata.name=x");
        sent.Query["limit"].ToString().ShouldBe("7");
    }

    [Fact]
    public async Task Watch_CutMidLine_DropsTheHalfEvent()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        var seen = new List<WatchEvent>();
        var watching = Task.Run(async () =>
        {
            await foreach (var change in client.WatchAsync(Maps, new WatchOptions { ResourceVersion = "100" }, default))
            {
                seen.Add(change);
            }
        });

        var watch = await api.NextWatchAsync();
        api.Put(Maps, "a", "x");
        watch.SendRaw("""{"type":"ADDED","object":{"metadata":{"na""");
        watch.End();
        await watching;

        seen.Single().Object.Metadata.Name.ShouldBe("x");
        Encoding.UTF8.GetString(seen[0].Object.Json.Span).ShouldStartWith("""{"apiVersion":"v1","kind":"ConfigMap",""");
    }
}
