using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Tests.Membership;

/// <summary>How shards spread over members.</summary>
public sealed class RendezvousTests
{
    private const int Shards = 128;
    private const int Runs = 200;

    private static readonly string[] Regions = ["watch", "mesh", "namespace", "service"];

    [Fact]
    public void Shards_OverThreeMembers_GoToEachInAboutAThird()
    {
        // As replicas name themselves: a pod's name and a part of every run's own.
        var random = new Random(20260101);
        for (var run = 0; run < Runs; run++)
        {
            Member[] members = [.. Enumerable.Range(0, 3).Select(i => new Member($"istiod-{random.Next():x8}-{i}-{random.Next():x8}", $"10.0.0.{i}:15016"))];
            foreach (var region in Regions)
            {
                // Five deviations of a fair draw: 128/3 is 43, and one deviation 5.
                var owned = Owners(region, members).CountBy(owner => owner).ToDictionary();
                owned.Count.ShouldBe(3);
                owned.Values.ShouldAllBe(count => count >= 43 - 27 && count <= 43 + 27);
            }

            var total = Regions.SelectMany(region => Owners(region, members)).CountBy(owner => owner).Select(pair => pair.Value);
            total.ShouldAllBe(count => count >= 171 - 55 && count <= 171 + 55);
        }
    }

    [Fact]
    public void MemberThatGoes_MovesItsShardsAlone_AndToBothOthers()
    {
        Member[] three = [.. Enumerable.Range(0, 3).Select(i => new Member($"istiod-{i}", $"10.0.0.{i}:15016"))];
        Member[] two = [three[0], three[2]];

        var moved = Owners("namespace", three).Zip(Owners("namespace", two)).Where(pair => pair.First != pair.Second).ToArray();

        moved.ShouldAllBe(pair => pair.First == "istiod-1");
        moved.Select(pair => pair.Second).Distinct().ShouldBe(["istiod-0", "istiod-2"], ignoreOrder: true);
    }

    private static IEnumerable<string> Owners(string region, Member[] members) =>
        Enumerable.Range(0, Shards).Select(shard => Rendezvous.Owner($"{region}/{shard}", members)!.Id);
}
