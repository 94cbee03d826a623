using MeshActors.Actors.Membership;
using MeshActors.Actors.TestKit;
using MeshActors.Actors.Tests.Publication;

namespace MeshActors.Actors.Tests.Membership;

public sealed class WriteExclusionTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Writers_UnderRandomMembershipChangeAndPartition_AreNeverTwoForOneShard(int seed)
    {
        await using var cluster = new TestCluster();
        var random = new Random(seed);
        var replicas = new List<TestReplica>();
        var chaos = new ClusterChaos(cluster, random, replicas.Add);
        await chaos.StartAsync(3);
        var keys = Enumerable.Range(0, 40).Select(i => $"type/{i}").ToArray();
        var held = new List<(string Key, TestReplica Holder, WritePermit Permit, DateTimeOffset Until)>();
        var everWritten = 0;

        for (var step = 0; step < 400; step++)
        {
            if (step % 8 == 0)
            {
                await chaos.StepAsync();
            }

            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(random.Next(20, 400)));
            EndDue(held, cluster.Clock.GetUtcNow());
            foreach (var key in keys)
            {
                var writers = replicas.Where(r => r.Cluster.WriteFence(key).MayWrite).Select(r => r.Id).ToList();
                writers.Count.ShouldBeLessThanOrEqualTo(1, $"step {step}, {key}: {string.Join(", ", writers)} may write");
                everWritten += writers.Count;
            }

            // Writes take up to the time that the settings leave for them, and must never overlap either.
            var chosen = keys[random.Next(keys.Length)];
            foreach (var replica in replicas)
            {
                if (replica.Cluster.WriteFence(chosen).TryBegin(out var permit))
                {
                    held.ShouldNotContain(h => h.Key == chosen && h.Holder != replica, $"step {step}: {replica.Id} began while another wrote");
                    held.Add((chosen, replica, permit, cluster.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(random.Next(2500))));
                }
            }
        }

        EndDue(held, DateTimeOffset.MaxValue);
        everWritten.ShouldBeGreaterThan(1000, "the test must have seen writers");
        await chaos.HealAsync();
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(60));
        foreach (var key in keys)
        {
            cluster.Replicas.Count(r => r.Cluster.WriteFence(key).MayWrite).ShouldBe(1, $"in the end {key} has a writer");
        }
    }

    private static void EndDue(List<(string Key, TestReplica Holder, WritePermit Permit, DateTimeOffset Until)> held, DateTimeOffset now)
    {
        foreach (var ended in held.Where(h => h.Until <= now).ToList())
        {
            held.Remove(ended);
            ended.Permit.Dispose();
        }
    }
}
