using MeshActors.Kubernetes.Leasing;
using MeshActors.Kubernetes.Tests.Double;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Tests.Leasing;

public sealed class LeaseLockTests
{
    private static readonly ObjectKey Key = new("istio-system", "replica-a");

    [Fact]
    public async Task Hold_OfALeaseThatIsNotThere_CreatesIt()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        api.Next(404, "");
        var mine = new LeaseLock(client, new ManualTimeProvider(), Key, "me", TimeSpan.FromSeconds(10));

        var outcome = await mine.TryHoldAsync(default);

        outcome.Held.ShouldBeTrue();
        outcome.Lease.Spec.LeaseDurationSeconds.ShouldBe(10);
        api.Requests[^1].Method.ShouldBe("POST");
        api.Requests[^1].Path.ShouldBe("/apis/coordination.k8s.io/v1/namespaces/istio-system/leases");
    }

    [Fact]
    public async Task Hold_OfAnothersLease_WaitsItsDurationOutByOurClock()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        var clock = new ManualTimeProvider();
        var mine = new LeaseLock(client, clock, Key, "me", TimeSpan.FromSeconds(10));

        api.Next(200, Held("other", 1));
        (await mine.TryHoldAsync(default)).Held.ShouldBeFalse();

        // A renewal begins the wait anew.
        clock.Advance(TimeSpan.FromSeconds(9));
        api.Next(200, Held("other", 2));
        (await mine.TryHoldAsync(default)).Held.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(9));
        api.Next(200, Held("other", 2));
        (await mine.TryHoldAsync(default)).Held.ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(1));
        api.Next(200, Held("other", 2));
        var outcome = await mine.TryHoldAsync(default);
        outcome.Held.ShouldBeTrue();
        outcome.Lease.Spec.HolderIdentity.ShouldBe("me");
        outcome.Lease.Spec.LeaseTransitions.ShouldBe(4);
        api.Requests[^1].Body.ShouldContain("\"resourceVersion\":\"2\"");
    }

    [Fact]
    public async Task Hold_LosingTheWrite_SaysWhoWon()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        var mine = new LeaseLock(client, new ManualTimeProvider(), Key, "me", TimeSpan.FromSeconds(10));
        api.Next(200, Held("", 1));
        api.Next(409, """{"kind":"Status","status":"Failure","reason":"Conflict","code":409}""");
        api.Next(200, Held("other", 2));

        var outcome = await mine.TryHoldAsync(default);

        outcome.Held.ShouldBeFalse();
        outcome.Lease.Spec.HolderIdentity.ShouldBe("other");
    }

    [Fact]
    public async Task Release_OfOurLease_DeletesExactlyThatVersion()
    {
        await using var api = await ApiDouble.StartAsync();
        using var client = api.Connect();
        var mine = new LeaseLock(client, new ManualTimeProvider(), Key, "me", TimeSpan.FromSeconds(10));
        api.Next(200, Held("me", 5));

        await mine.ReleaseAsync(default);

        api.Requests[^1].Method.ShouldBe("DELETE");
        api.Requests[^1].Body.ShouldContain("""{"uid":"u","resourceVersion":"5"}""");
    }

    private static string Held(string holder, int version) => $$"""
        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"replica-a","namespace":"istio-system","uid":"u","resourceVersion":"{{version}}" },
         "spec":{"holderIdentity":"{{holder}}","leaseDurationSeconds":10,"leaseTransitions":3} }
        """;
}
