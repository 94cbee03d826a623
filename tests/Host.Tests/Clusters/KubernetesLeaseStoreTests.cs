using System.Collections.Immutable;
using MeshActors.Actors.Membership;
using MeshActors.Host.Clusters;
using MeshActors.Testing;
using Lease = MeshActors.Actors.Membership.Lease;

namespace MeshActors.Host.Tests.Clusters;

public sealed class KubernetesLeaseStoreTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly KubernetesLeaseStore _store = new(server.Cluster.Client, "default");

    [Fact]
    public async Task Create_ThenList_GivesTheSameLease()
    {
        var created = await _store.CreateAsync(NewLease("create"), CancellationToken.None);

        var listed = (await _store.ListAsync(CancellationToken.None)).Leases.Single(lease => lease.Name == "create");

        listed.Version.ShouldBe(created.Version);
        listed.Holder.ShouldBe("replica-1");
        listed.Duration.ShouldBe(TimeSpan.FromSeconds(10));
        listed.RenewTime.ShouldBe(Now);
        listed.Annotations["meshactors.io/link-address"].ShouldBe("127.0.0.1:15016");
    }

    [Fact]
    public async Task Create_NameTaken_IsAConflict()
    {
        await _store.CreateAsync(NewLease("taken"), CancellationToken.None);

        await Should.ThrowAsync<LeaseConflictException>(() => _store.CreateAsync(NewLease("taken"), CancellationToken.None));
    }

    [Fact]
    public async Task Update_OldVersion_IsAConflict()
    {
        var first = await _store.CreateAsync(NewLease("update"), CancellationToken.None);
        var second = await _store.UpdateAsync(first with { RenewTime = Now.AddSeconds(2) }, CancellationToken.None);

        await Should.ThrowAsync<LeaseConflictException>(() => _store.UpdateAsync(first, CancellationToken.None));
        second.RenewTime.ShouldBe(Now.AddSeconds(2));
    }

    [Fact]
    public async Task Delete_OldVersion_IsAConflictAndKeepsTheLease()
    {
        var first = await _store.CreateAsync(NewLease("delete"), CancellationToken.None);
        var second = await _store.UpdateAsync(first with { Holder = "replica-2" }, CancellationToken.None);

        await Should.ThrowAsync<LeaseConflictException>(() => _store.DeleteAsync(first, CancellationToken.None));
        await _store.DeleteAsync(second, CancellationToken.None);

        await Should.ThrowAsync<LeaseConflictException>(() => _store.UpdateAsync(second, CancellationToken.None));
    }

    [Fact]
    public async Task Watch_FromAList_TellsWhatFollows()
    {
        var list = await _store.ListAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(Patience.Limit);
        await using var events = _store.WatchAsync(list.Version, limit.Token).GetAsyncEnumerator(limit.Token);
        var created = await _store.CreateAsync(NewLease("watched"), CancellationToken.None);
        await _store.DeleteAsync(created, CancellationToken.None);

        var seen = new List<LeaseEvent>();
        while (seen.Count < 2 && await events.MoveNextAsync())
        {
            if (events.Current.Lease.Name == "watched")
            {
                seen.Add(events.Current);
            }
        }

        seen.Select(change => change.Deleted).ShouldBe([false, true]);
    }

    private static Lease NewLease(string name) => new(
        name,
        "replica-1",
        TimeSpan.FromSeconds(10),
        Now,
        ImmutableSortedDictionary<string, string>.Empty.Add("meshactors.io/link-address", "127.0.0.1:15016"));
}
