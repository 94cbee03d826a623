using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Tests.Store;

public sealed class ObjectStoreTests : IDisposable
{
    private static readonly ResourceId Maps = new("", "configmaps");

    private readonly string _folder = Directory.CreateTempSubdirectory("store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Put_OnUnexpectedRevision_Conflicts()
    {
        await using var store = new ObjectStore(new StoreOptions());
        var first = await store.PutAsync(Maps, Key("a"), Node("1"), expected: 0);

        await Should.ThrowAsync<StoreConflictException>(() => store.PutAsync(Maps, Key("a"), Node("2"), expected: first.Revision + 1));

        store.State.Find(Maps, Key("a"))!.Revision.ShouldBe(first.Revision);
    }

    [Fact]
    public async Task Watch_OlderThanHistory_IsExpired()
    {
        await using var store = new ObjectStore(new StoreOptions { HistoryPerResource = 4 });
        var start = store.State.Revision;
        for (var i = 0; i < 10; i++)
        {
            await store.PutAsync(Maps, Key("a"), Node($"{i}"), expected: null);
        }

        await Should.ThrowAsync<WatchExpiredException>(() => store.WatchAsync(Maps, start));
        using var watch = await store.WatchAsync(Maps, store.State.Revision - 4);
        watch.Backlog.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Watch_TooSlow_EndsInsteadOfGrowing()
    {
        await using var store = new ObjectStore(new StoreOptions { WatcherQueue = 3 });
        using var watch = await store.WatchAsync(Maps, after: null);

        for (var i = 0; i < 10; i++)
        {
            await store.PutAsync(Maps, Key("a"), Node($"{i}"), expected: null);
        }

        var seen = 0;
        await Should.ThrowAsync<WatchExpiredException>(async () =>
        {
            while (await watch.Events.WaitToReadAsync())
            {
                seen += watch.Events.TryRead(out _) ? 1 : 0;
            }
        });
        seen.ShouldBe(3);
    }

    [Fact]
    public async Task Writers_AtOnce_LoseNothing()
    {
        await using var store = new ObjectStore(new StoreOptions());
        await store.PutAsync(Maps, Key("n"), Node("0"), expected: 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await IncrementAsync(store);
            }
        })));

        store.State.Find(Maps, Key("n"))!.ToNode()["data"]!.GetValue<string>().ShouldBe("400");
    }

    [Fact]
    public async Task Reopen_AfterWritesAndDeletes_HasTheSameState()
    {
        long revision;
        await using (var store = new ObjectStore(new StoreOptions { DataFolder = _folder }))
        {
            await store.PutAsync(Maps, Key("a"), Node("1"), expected: 0);
            await store.PutAsync(Maps, Key("b"), Node("2"), expected: 0);
            await store.DeleteAsync(Maps, Key("a"), Node("1"), expected: null);
            revision = store.State.Revision;
        }

        await using var again = new ObjectStore(new StoreOptions { DataFolder = _folder });
        again.State.Revision.ShouldBe(revision);
        again.State.List(Maps).Select(o => o.Key.Name).ShouldBe(["b"]);
        (await again.PutAsync(Maps, Key("c"), Node("3"), expected: 0)).Revision.ShouldBe(revision + 1);
    }

    [Fact]
    public async Task Reopen_WithTornLastRecord_DropsOnlyThat()
    {
        await using (var store = new ObjectStore(new StoreOptions { DataFolder = _folder }))
        {
            await store.PutAsync(Maps, Key("a"), Node("1"), expected: 0);
            await store.PutAsync(Maps, Key("b"), Node("2"), expected: 0);
        }

        var journal = Path.Combine(_folder, "journal.jsonl");
        using (var file = new FileStream(journal, FileMode.Open))
        {
            file.SetLength(file.Length - 5);
        }

        await using (var again = new ObjectStore(new StoreOptions { DataFolder = _folder }))
        {
            again.State.List(Maps).Select(o => o.Key.Name).ShouldBe(["a"]);
            await again.PutAsync(Maps, Key("c"), Node("3"), expected: 0);
        }

        await using var third = new ObjectStore(new StoreOptions { DataFolder = _folder });
        third.State.List(Maps).Select(o => o.Key.Name).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task Reopen_WithDamageInTheMiddle_SaysWhere()
    {
        await using (var store = new ObjectStore(new StoreOptions { DataFolder = _folder }))
        {
            await store.PutAsync(Maps, Key("a"), Node("1"), expected: 0);
            await store.PutAsync(Maps, Key("b"), Node("2"), expected: 0);
        }

        var journal = Path.Combine(_folder, "journal.jsonl");
        var lines = await File.ReadAllLinesAsync(journal);
        await File.WriteAllLinesAsync(journal, [lines[0][..10], lines[1]]);

        Should.Throw<InvalidDataException>(() => new ObjectStore(new StoreOptions { DataFolder = _folder })).Message.ShouldContain("line 1 is damaged");
    }

    [Fact]
    public async Task Journal_GrownLarge_IsCompactedWithoutLoss()
    {
        await using (var store = new ObjectStore(new StoreOptions { DataFolder = _folder }))
        {
            var large = new string('x', 200_000);
            for (var i = 0; i < 60; i++)
            {
                await store.PutAsync(Maps, Key("a"), Node(large + i), expected: null);
            }
        }

        new DirectoryInfo(_folder).EnumerateFiles().Sum(f => f.Length).ShouldBeLessThan(10_000_000);
        await using var again = new ObjectStore(new StoreOptions { DataFolder = _folder });
        again.State.Find(Maps, Key("a"))!.ToNode()["data"]!.GetValue<string>().ShouldEndWith("x59");
    }

    private static async Task IncrementAsync(ObjectStore store)
    {
        while (true)
        {
            var current = store.State.Find(Maps, Key("n"))!;
            var value = int.Parse(current.ToNode()["data"]!.GetValue<string>(), null);
            try
            {
                await store.PutAsync(Maps, Key("n"), Node($"{value + 1}"), current.Revision);
                return;
            }
            catch (StoreConflictException)
            {
                // Another writer was faster: read again.
            }
        }
    }

    private static StoreKey Key(string name) => new("default", name);

    private static JsonObject Node(string data) => new() { ["metadata"] = new JsonObject(), ["data"] = data };
}
