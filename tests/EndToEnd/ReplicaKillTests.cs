using MeshActors.EndToEnd.Support;
using MeshActors.EnvoyApi;
using MeshActors.Testing;

namespace MeshActors.EndToEnd;

/// <summary>Several replicas on one API server, killed while they serve.</summary>
public sealed class ReplicaKillTests : IDisposable
{
    private const string Route = "9080";

    private readonly ScratchFolder _scratch = new();

    private const int Kills = 10;

    [KubectlFact]
    public async Task Kill_ReplicaThatServes_ClientGoesOnElsewhereAndNothingIsSentAgain()
    {
        var kubeConfig = _scratch.File("kubeconfig");
        await using var api = await MeshActorsProcess.ApiAsync(kubeConfig, "--apply", Manifests.Bookinfo);
        var kubectl = new Kubectl(kubeConfig);
        await kubectl.UntilServedAsync();
        var replicas = new List<MeshActorsProcess>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                replicas.Add(await MeshActorsProcess.ServeAsync(kubeConfig, $"replica-{i}"));
            }

            var probe = new AdsProbe();
            await probe.ConnectAsync(replicas[0].XdsPort);
            await kubectl.ApplyAsync(_scratch, Manifests.ReviewsSplit(50, 50));
            await probe.ReadUntilAsync(() => probe.Count(TypeUrls.Route) == 1 && probe.Count(TypeUrls.Endpoint) > 4 && probe.Count(TypeUrls.Cluster) > 4 && probe.HasAllItAskedFor);
            await ChangeRouteAsync(kubectl, probe, 51);

            for (var kill = 0; kill < Kills; kill++)
            {
                var clusters = probe.Count(TypeUrls.Cluster);
                await replicas[0].KillAsync();
                await replicas[0].DisposeAsync();
                replicas.RemoveAt(0);

                await probe.ConnectAsync(replicas[0].XdsPort);
                await ChangeRouteAsync(kubectl, probe, 52 + kill);

                probe.Received.Distinct().ShouldBe([$"{TypeUrls.Route}/{Route}"], "only what changed comes to a client that tells what it holds");
                probe.Removed.ShouldBeEmpty();
                probe.Count(TypeUrls.Cluster).ShouldBe(clusters);
                replicas.Add(await MeshActorsProcess.ServeAsync(kubeConfig, $"replica-{kill + 3}"));
            }

            probe.Disconnect();
            (await replicas[0].TerminateAsync()).ShouldBe(0, replicas[0].Errors);
        }
        finally
        {
            foreach (var replica in replicas)
            {
                await replica.DisposeAsync();
            }
        }
    }

    [KubectlFact]
    public async Task Change_InANamespaceOfAnotherReplica_ReachesProxiesOfBoth()
    {
        var kubeConfig = _scratch.File("kubeconfig");
        await using var api = await MeshActorsProcess.ApiAsync(kubeConfig, "--apply", Manifests.Bookinfo);
        var kubectl = new Kubectl(kubeConfig);

        // Both find it there when they start: neither has two versions of the route to tell before the change.
        await kubectl.ApplyAsync(_scratch, Manifests.ReviewsSplit(50, 50));
        await using var first = await MeshActorsProcess.ServeAsync(kubeConfig, "first");
        await using var second = await MeshActorsProcess.ServeAsync(kubeConfig, "second");
        var (one, two) = (new AdsProbe(), new AdsProbe());
        await one.ConnectAsync(first.XdsPort);
        await two.ConnectAsync(second.XdsPort);
        await one.ReadUntilAsync(() => one.Count(TypeUrls.Route) == 1);
        await two.ReadUntilAsync(() => two.Count(TypeUrls.Route) == 1);

        await Task.WhenAll(ChangeRouteAsync(kubectl, one, 60), two.ReadUntilAsync(() => two.Received.Count(name => name.EndsWith("/9080", StringComparison.Ordinal)) > 1));

        two.Version(TypeUrls.Route, Route).ShouldBe(one.Version(TypeUrls.Route, Route), "versions are the same on every replica");
        one.Disconnect();
        two.Disconnect();
    }

    [KubectlFact]
    public async Task Shards_AreSpread_OverAllReplicas_EachOnOne()
    {
        var kubeConfig = _scratch.File("kubeconfig");
        await using var api = await MeshActorsProcess.ApiAsync(kubeConfig, "--apply", Manifests.Bookinfo);

        // Replicas draw for every shard, by names that differ from run to run: of thirty, one of three often gets few.
        await new Kubectl(kubeConfig).ApplyAsync(_scratch, Manifests.Namespaces(100));
        await using var first = await MeshActorsProcess.ServeAsync(kubeConfig, "first");
        await using var second = await MeshActorsProcess.ServeAsync(kubeConfig, "second");
        await using var third = await MeshActorsProcess.ServeAsync(kubeConfig, "third");

        // A shard whose owner has changed leaves the old one only after subscribers have heard the new one.
        using var limit = new CancellationTokenSource(Patience.Limit);
        ReplicaShards[] replicas;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            replicas = [await ReplicaShards.OfAsync(first), await ReplicaShards.OfAsync(second), await ReplicaShards.OfAsync(third)];
        }
        while (replicas.Any(replica => replica.Members.Count != 3) || replicas.SelectMany(replica => replica.Shards).CountBy(shard => shard).Any(shard => shard.Value > 1));

        var share = replicas.Sum(replica => replica.Shards.Count) / 3;
        replicas.ShouldAllBe(replica => replica.Shards.Count > share / 3, string.Join('\n', replicas.AsEnumerable()));
    }

    public void Dispose() => _scratch.Dispose();

    private async Task ChangeRouteAsync(Kubectl kubectl, AdsProbe probe, int weight)
    {
        var before = probe.Version(TypeUrls.Route, Route);
        await kubectl.ApplyAsync(_scratch, Manifests.ReviewsSplit(weight, 100 - weight));
        await probe.ReadUntilAsync(() => probe.Version(TypeUrls.Route, Route) != before);
    }
}
