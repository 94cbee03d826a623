using MeshActors.Kubernetes.Tests.Double;
using MeshActors.Testing;
using static MeshActors.Kubernetes.ReflectorEventType;

namespace MeshActors.Kubernetes.Tests.Reflecting;

public sealed class ReflectorTests
{
    private static readonly ResourceType Maps = ResourceTypes.ConfigMaps;

    [Fact]
    public async Task List_OfSeveralPages_TellsEachObjectThenSynced()
    {
        await using var api = await ApiDouble.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            api.Put(Maps, "a", $"m{i}");
        }

        using var client = api.Connect();
        await using var run = new ReflectorRun(client, Maps, new ReflectorOptions { PageSize = 2 });
        for (var i = 0; i < 5; i++)
        {
            await run.ExpectAsync(Upserted, $"m{i}");
        }

        (await run.ExpectAsync(Synced)).ResourceVersion.ShouldBe("105");
        api.Requests.Count(r => r.Query.ContainsKey("limit")).ShouldBe(3);
    }

    [Fact]
    public async Task Watch_AfterChanges_TellsThemInOrder()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        await using var run = new ReflectorRun(client, Maps);
        await run.ExpectAsync(Synced);

        api.Put(Maps, "a", "x");
        api.Put(Maps, "a", "x", """{"k":"v"}""");
        api.Remove(Maps, "a", "x");

        await run.ExpectAsync(Upserted, "x");
        var changed = await run.ExpectAsync(Upserted, "x");
        System.Text.Encoding.UTF8.GetString(changed.Object!.Json.Span).ShouldContain("\"k\":\"v\"");
        (await run.ExpectAsync(Deleted, "x")).ResourceVersion.ShouldBe("103");
    }

    [Fact]
    public async Task Watch_Dropped_ResumesAfterTheLastEventAndMissesNothing()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        await using var run = new ReflectorRun(client, Maps, Impatient);
        await run.ExpectAsync(Synced);
        api.Put(Maps, "a", "x");
        await run.ExpectAsync(Upserted, "x");

        var first = await api.NextWatchAsync();
        first.Drop();
        api.Put(Maps, "a", "y");

        (await run.ExpectAsync(Interrupted)).Error!.IsUnreachable.ShouldBeTrue();
        await run.ExpectAsync(Upserted, "y");
        (await api.NextWatchAsync()).From.ShouldBe("101");
    }

    [Fact]
    public async Task Watch_Bookmarked_ResumesFromTheBookmark()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        await using var run = new ReflectorRun(client, Maps, Impatient);
        await run.ExpectAsync(Synced);

        var first = await api.NextWatchAsync();
        first.Send("BOOKMARK", """{"kind":"ConfigMap","metadata":{"resourceVersion":"170"}}""");
        (await run.ExpectAsync(Bookmark)).ResourceVersion.ShouldBe("170");
        first.End();

        (await api.NextWatchAsync()).From.ShouldBe("170");
    }

    [Fact]
    public async Task Watch_FromAnExpiredVersion_ListsAgainAndTellsWhatVanished()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Put(Maps, "a", "gone");
        api.Put(Maps, "a", "same");
        api.Put(Maps, "a", "changed");
        using var client = api.Connect();
        var clock = new ManualTimeProvider();
        await using var run = new ReflectorRun(client, Maps, time: clock);
        await run.ExpectAsync(Upserted, "changed");
        await run.ExpectAsync(Upserted, "gone");
        await run.ExpectAsync(Upserted, "same");
        await run.ExpectAsync(Synced);
        var first = await NextHeardAsync(api, run);

        first.Drop();
        await run.ExpectAsync(Interrupted);
        api.Remove(Maps, "a", "gone");
        api.Put(Maps, "a", "changed", """{"v":"2"}""");
        api.Compact();
        clock.Advance(TimeSpan.FromMinutes(1));

        await run.ExpectAsync(Upserted, "changed");
        var gone = await run.ExpectAsync(Deleted, "gone");
        gone.Object!.Metadata.Uid.ShouldBe("uid-gone");
        gone.Object.Json.IsEmpty.ShouldBeTrue();
        await run.ExpectAsync(Synced);
    }

    [Fact]
    public async Task List_ExpiringBetweenPages_IsReadAgainInOnePiece()
    {
        await using var api = await ApiDouble.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            api.Put(Maps, "a", $"m{i}");
        }

        api.BeforePage = page =>
        {
            if (page == 0)
            {
                api.Next(410, ApiDouble.Expired("0"));
                api.BeforePage = null;
            }

            return Task.CompletedTask;
        };
        using var client = api.Connect();
        await using var run = new ReflectorRun(client, Maps, new ReflectorOptions { PageSize = 2 });

        for (var i = 0; i < 4; i++)
        {
            await run.ExpectAsync(Upserted, $"m{i}");
        }

        await run.ExpectAsync(Synced);
    }

    [Fact]
    public async Task Synced_WhileAPageIsStillToCome_IsNotTold()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Put(Maps, "a", "m0");
        api.Put(Maps, "a", "m1");
        var gate = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        api.BeforePage = page =>
        {
            reached.TrySetResult();
            return page == 1 ? gate.Task : Task.CompletedTask;
        };
        using var client = api.Connect();
        await using var run = new ReflectorRun(client, Maps, new ReflectorOptions { PageSize = 1 });
        await run.ExpectAsync(Upserted, "m0");
        var next = run.NextAsync();
        await reached.Task;
        next.IsCompleted.ShouldBeFalse();

        gate.SetResult();
        (await next).Object!.Metadata.Name.ShouldBe("m1");
        await run.ExpectAsync(Synced);
    }

    [Fact]
    public async Task Type_ThatIsNotServed_IsEmptyUntilItIs()
    {
        await using var api = await ApiDouble.StartAsync();
        var type = new ResourceType("networking.istio.io", "v1", "virtualservices", "VirtualService", true);
        api.Served = [];
        using var client = api.Connect();
        var clock = new ManualTimeProvider();
        await using var run = new ReflectorRun(client, type, new ReflectorOptions { MissingInterval = TimeSpan.FromSeconds(5) }, clock);
        await run.ExpectAsync(Missing);
        await run.ExpectAsync(Synced);

        api.Put(type, "a", "reviews");
        api.Served = [type.Path()];
        var told = run.NextAsync();
        while (!told.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        (await told).Object!.Metadata.Name.ShouldBe("reviews");
        await run.ExpectAsync(Synced);
    }

    [Fact]
    public async Task Watch_SilentForTooLong_IsOpenedAnewFromTheSameVersion()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        var clock = new ManualTimeProvider();
        await using var run = new ReflectorRun(client, Maps, time: clock);
        await run.ExpectAsync(Synced);
        var first = await NextHeardAsync(api, run);

        clock.Advance(new ReflectorOptions().SilenceLimit);

        (await api.NextWatchAsync()).From.ShouldBe(first.From);
        api.Put(Maps, "a", "x");
        await run.ExpectAsync(Upserted, "x");
    }

    [Fact]
    public async Task Reader_ResumingFromAPosition_DoesNotListAndStillNoticesWhatVanished()
    {
        await using var api = await ApiDouble.StartAsync();
        api.Put(Maps, "a", "kept");
        var version = api.AdvanceVersion().ToString();
        using var client = api.Connect();
        var known = new[] { new ObjectMeta { Namespace = "a", Name = "kept", Uid = "uid-kept", ResourceVersion = "101" }, new ObjectMeta { Namespace = "a", Name = "lost" } };
        await using var run = new ReflectorRun(client, Maps, Impatient with { ResumeFrom = new ReflectorPosition(version, known) });

        await run.ExpectAsync(Synced);
        var watch = await api.NextWatchAsync();
        watch.From.ShouldBe(version);
        api.Requests.ShouldAllBe(r => r.Query.ContainsKey("watch"));

        watch.Send("ERROR", ApiDouble.Expired());
        watch.End();
        await run.ExpectAsync(Deleted, "lost");
        await run.ExpectAsync(Synced);
    }

    [Fact]
    public async Task Server_ThatRefuses_IsReportedWithGrowingWaits()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        var clock = new ManualTimeProvider();
        for (var i = 0; i < 3; i++)
        {
            api.Next(403, """{"kind":"Status","status":"Failure","reason":"Forbidden","message":"no","code":403}""");
        }

        await using var run = new ReflectorRun(client, Maps, new ReflectorOptions { Random = new Random(7) }, clock);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            var refused = await run.ExpectAsync(Interrupted);
            refused.Error!.Message.ShouldStartWith("list configmaps: Forbidden (403): no");
            waits.Add(refused.RetryAfter);
            clock.Advance(refused.RetryAfter);
        }

        await run.ExpectAsync(Synced);
        waits[0].ShouldBeInRange(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300));
        waits[2].ShouldBeInRange(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(1200));
    }

    [Fact]
    public async Task Watch_SendingGarbage_IsReportedAndOpenedAnew()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        await using var run = new ReflectorRun(client, Maps, Impatient);
        await run.ExpectAsync(Synced);

        (await api.NextWatchAsync()).SendRaw("<html>\n");

        (await run.ExpectAsync(Interrupted)).Error!.Status.Reason.ShouldBe(KubernetesStatus.InvalidResponse);
        await api.NextWatchAsync();
        api.Put(Maps, "a", "x");
        await run.ExpectAsync(Upserted, "x");
    }

    /// <summary>The next watch, once the client reads it: one that breaks before its answer begins may be opened again by HTTP itself.</summary>
    private static async Task<OpenWatch> NextHeardAsync(ApiDouble api, ReflectorRun run)
    {
        var watch = await api.NextWatchAsync();
        watch.Send("BOOKMARK", $$$"""{"kind":"ConfigMap","metadata":{"resourceVersion":"{{{watch.From}}}"}}""");
        await run.ExpectAsync(Bookmark);
        return watch;
    }

    private static ReflectorOptions Impatient => new() { MinBackoff = TimeSpan.FromMilliseconds(1) };
}
