using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.Tests.Workloads;

public sealed class OtherWorkloadTests
{
    private const string Template = """
        "selector":{"matchLabels":{"app":"db"}},"template":{"metadata":{"labels":{"app":"db"}},"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":18081}]}]}}
        """;

    [Fact]
    public async Task StatefulSet_Created_NumbersItsPodsAndNamesTheirHosts()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Services, RunningWorkloads.Service("db", """{"port":18081}""", "\"clusterIP\":\"None\","));
        await run.Cluster.ApplyAsync(ResourceTypes.StatefulSets, $$$"""
            {"metadata":{"name":"db","namespace":"default"},"spec":{"replicas":3,"serviceName":"db",{{{Template}}} }}
            """);

        await run.UntilReadyAsync(3);

        run.Pods.Select(RunningWorkloads.Name).ShouldBe(["db-0", "db-1", "db-2"]);
        await run.Cluster.UntilAsync("the set is complete", () =>
            run.Cluster.Find(ResourceTypes.StatefulSets, "default", "db")!.Map("status")?.Whole("readyReplicas") == 3);
        await run.Cluster.UntilAsync("three hosts are named", () => run.Cluster.All(ResourceTypes.EndpointSlices)
            .SelectMany(s => s.List("endpoints")!.OfType<JsonObject>()).Select(e => e.Text("hostname")).Order().SequenceEqual(["db-0", "db-1", "db-2"]));

        // In order: each was created only once the one before it was ready.
        var created = run.Cluster.Log.Where(l => l.Type == ResourceTypes.Pods).Select(l => (Name: RunningWorkloads.Name(l.Body), Ready: RunningWorkloads.IsReady(l.Body))).ToList();
        created.IndexOf(("db-0", true)).ShouldBeLessThan(created.IndexOf(("db-1", false)));
    }

    [Fact]
    public async Task DaemonSet_Created_RunsOnEveryNodeThatItSelects()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.DaemonSets, $$$"""
            {"metadata":{"name":"db","namespace":"default"},"spec":{ {{{Template}}} }}
            """);
        await run.UntilReadyAsync(3);
        run.Pods.Select(p => p.Map("spec")!.Text("nodeName")).Order().ShouldBe(["node-1", "node-2", "node-3"]);

        await run.Cluster.MergeAsync(ResourceTypes.DaemonSets, "default", "db",
            """{"spec":{"template":{"spec":{"nodeSelector":{"topology.kubernetes.io/zone":"zone-b"}}}}}""");

        await run.Cluster.UntilAsync("two pods are on their way out", () => run.Pods.Count(p => p.Map("metadata")!["deletionTimestamp"] is not null) >= 2);
        run.Pods.Where(p => p.Map("metadata")!["deletionTimestamp"] is null).Select(p => p.Map("spec")!.Text("nodeName")).ShouldAllBe(n => n == "node-2");
    }

    [Fact]
    public async Task Pod_OfNobody_IsScheduledAndServes()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Pods, """
            {"metadata":{"name":"lone","namespace":"default"},"spec":{"nodeSelector":{"topology.kubernetes.io/region":"region-2"},"containers":[{"name":"c","image":"i"}]}}
            """);

        await run.UntilReadyAsync(1);

        run.Pods[0].Map("spec")!.Text("nodeName").ShouldBe("node-3");
    }

    [Fact]
    public async Task Pod_ThatNoNodeAdmits_IsToldSo()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Pods, """
            {"metadata":{"name":"lone","namespace":"default"},"spec":{"nodeSelector":{"gpu":"yes"},"containers":[]}}
            """);

        await run.Cluster.UntilAsync("an event says so", () =>
            run.Cluster.All(ResourceTypes.Events) is [var only] && only.Text("reason") == "FailedScheduling");
    }
}
