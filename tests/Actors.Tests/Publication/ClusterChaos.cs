using MeshActors.Actors.TestKit;

namespace MeshActors.Actors.Tests.Publication;

/// <summary>Does random harm to a cluster: kills, departures, joins, partitions, lost stores and lost answers.</summary>
internal sealed class ClusterChaos(TestCluster cluster, Random random, Action<TestReplica> onStart)
{
    private int _started;

    public async Task StartAsync(int replicas)
    {
        for (var i = 0; i < replicas; i++)
        {
            StartOne();
        }

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
    }

    public async Task StepAsync()
    {
        var victim = cluster.Replicas[random.Next(cluster.Replicas.Count)];
        switch (random.Next(12))
        {
            case 0 when cluster.Replicas.Count > 1:
                await cluster.KillAsync(victim);
                break;
            case 1 when cluster.Replicas.Count > 1:
                // A departure may need the clock; whether it ends is not this test's business.
                _ = cluster.LeaveAsync(victim);
                break;
            case 2 or 3 when cluster.Replicas.Count < 5:
                StartOne();
                break;
            case 4:
                cluster.Isolate(victim);
                break;
            case 5:
                cluster.Rejoin(victim);
                break;
            case 6:
                victim.Store.IsReachable = false;
                break;
            case 7:
                victim.Store.IsReachable = true;
                break;
            case 8:
                victim.Store.LosesAnswers = !victim.Store.LosesAnswers;
                break;
            case 9:
                cluster.Network.Break(victim.Id, cluster.Replicas[random.Next(cluster.Replicas.Count)].Id);
                break;
        }
    }

    public async Task HealAsync()
    {
        foreach (var replica in cluster.Replicas)
        {
            cluster.Rejoin(replica);
            replica.Store.IsReachable = true;
            replica.Store.LosesAnswers = false;
        }

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
    }

    private void StartOne() => onStart(cluster.Start($"r{_started++}"));
}
