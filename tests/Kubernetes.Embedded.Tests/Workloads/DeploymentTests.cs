using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Testing;

namespace MeshActors.Kubernetes.Embedded.Tests.Workloads;

public sealed class DeploymentTests
{
    [Fact]
    public async Task Deployment_Created_BecomesReadyPodsAndSaysSo()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 2));

        await run.UntilReadyAsync(2);
        await run.Cluster.UntilAsync("the Deployment is complete", () => Progress(run) == "NewReplicaSetAvailable");

        var status = Web(run).Map("status")!;
        status.Whole("availableReplicas").ShouldBe(2);
        status.Whole("updatedReplicas").ShouldBe(2);
        status["unavailableReplicas"].ShouldBeNull();
        run.Pods.Select(p => p.Map("spec")!.Text("nodeName")).Distinct().Count().ShouldBe(2);
        var owner = run.Pods[0].Map("metadata")!.List("ownerReferences")![0]!.AsObject();
        owner.Text("kind").ShouldBe("ReplicaSet");
        run.Pods[0].Map("status")!.Text("phase").ShouldBe("Running");
        Web(run).Map("metadata")!.Map("annotations")!.Text("deployment.kubernetes.io/revision").ShouldBe("1");
    }

    [Fact]
    public async Task Pod_Deleted_IsReplacedAtOnceAndServesUntilDrained()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 1));
        await run.UntilReadyAsync(1);
        var first = run.Pods[0];

        await run.Cluster.DeleteAsync(ResourceTypes.Pods, "default", RunningWorkloads.Name(first), DeleteOptions.Default, default);

        await run.UntilReadyAsync(2);
        using var http = new HttpClient();
        (await http.GetAsync($"http://{RunningWorkloads.Address(first)}:18080/")).EnsureSuccessStatusCode();
        await AdvanceUntilAsync(run, "the old pod is gone", () => run.Pods.Count == 1);
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync($"http://{RunningWorkloads.Address(first)}:18080/"));
    }

    [Fact]
    public async Task Deployment_Scaled_LosesEndpointsBeforePorts()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Services, RunningWorkloads.Service("web"));
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 3));
        await run.UntilReadyAsync(3);
        await run.Cluster.UntilAsync("three endpoints are ready", () => ReadyEndpoints(run).Count == 3);

        await run.Cluster.MergeAsync(ResourceTypes.Deployments, "default", "web", """{"spec":{"replicas":1}}""");

        await run.Cluster.UntilAsync("one endpoint is ready", () => ReadyEndpoints(run).Count == 1);
        using var http = new HttpClient();
        foreach (var pod in run.Pods)
        {
            (await http.GetAsync($"http://{RunningWorkloads.Address(pod)}:18080/")).EnsureSuccessStatusCode();
        }

        await AdvanceUntilAsync(run, "one pod is left", () => run.Pods.Count == 1);
        RunningWorkloads.Address(run.Pods[0]).ShouldBe(ReadyEndpoints(run).Single());
    }

    [Fact]
    public async Task Template_Changed_IsRolledOutWithoutDippingBelowTheMinimum()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 4));
        await run.UntilReadyAsync(4);
        await run.Cluster.UntilAsync("the Deployment is complete", () => Progress(run) == "NewReplicaSetAvailable");
        run.Cluster.Log.Clear();

        await run.Cluster.MergeAsync(ResourceTypes.Deployments, "default", "web", """{"spec":{"template":{"metadata":{"labels":{"version":"v2"}}}}}""");

        await AdvanceUntilAsync(run, "four new pods are left", () => run.Pods.Count == 4 && run.Pods.TrueForAll(p => Version(p) == "v2"));
        await run.Cluster.UntilAsync("the Deployment is complete", () => Progress(run) == "NewReplicaSetAvailable");
        var sets = run.Cluster.All(ResourceTypes.ReplicaSets);
        sets.Select(s => s.Map("spec")!.Whole("replicas")).Order().ShouldBe([0, 4]);
        Web(run).Map("metadata")!.Map("annotations")!.Text("deployment.kubernetes.io/revision").ShouldBe("2");

        // 25 % of four: never fewer than three serve, as every status of the Deployment on the way says.
        var available = run.Cluster.Log.Where(l => l.Type == ResourceTypes.Deployments)
            .Select(l => l.Body.Map("status")?.Whole("availableReplicas") ?? 0).ToList();
        available.ShouldNotBeEmpty();
        available.ShouldAllBe(count => count >= 3);
    }

    [Fact]
    public async Task Template_ChangedBack_ReusesItsReplicaSetAsTheNewestRevision()
    {
        await using var run = new RunningWorkloads();
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 1));
        await run.UntilReadyAsync(1);
        await run.Cluster.MergeAsync(ResourceTypes.Deployments, "default", "web", """{"spec":{"template":{"metadata":{"labels":{"version":"v2"}}}}}""");
        await AdvanceUntilAsync(run, "v2 is left", () => run.Pods is [var pod] && Version(pod) == "v2");

        // The order of members is no change.
        await run.Cluster.MergeAsync(ResourceTypes.Deployments, "default", "web", """{"spec":{"template":{"metadata":{"labels":{"app":null,"version":null}}}}}""");
        await run.Cluster.MergeAsync(ResourceTypes.Deployments, "default", "web", """{"spec":{"template":{"metadata":{"labels":{"version":"v1","app":"web"}}}}}""");

        await AdvanceUntilAsync(run, "v1 is left", () => run.Pods is [var pod] && Version(pod) == "v1");
        var first = run.Cluster.All(ResourceTypes.ReplicaSets).Single(s => s.Map("spec")!.Whole("replicas") == 1);
        first.Map("metadata")!.Text("uid").ShouldBe(run.Pods[0].Map("metadata")!.List("ownerReferences")![0]!.AsObject().Text("uid"));
        run.Cluster.All(ResourceTypes.ReplicaSets).Count(s => s.Map("spec")!.Map("template")!.Map("metadata")!.Map("labels")!.Text("version") == "v1").ShouldBe(1);
    }

    [Fact]
    public async Task Admission_Refusing_ShowsAsEventAndConditionUntilItRelents()
    {
        await using var run = new RunningWorkloads();
        run.Cluster.OnCreate = (type, _) =>
        {
            if (type == ResourceTypes.Pods)
            {
                throw InMemoryCluster.Refuse(403, "Forbidden", "no pods today");
            }
        };
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 1));

        await run.Cluster.UntilAsync("the refusal shows", () => Web(run).Map("status")?.List("conditions")?.OfType<JsonObject>()
            .Any(c => c.Text("type") == "ReplicaFailure" && c.Text("message")!.Contains("no pods today")) == true);
        run.Cluster.All(ResourceTypes.Events).Single().Text("reason").ShouldBe("FailedCreate");

        run.Cluster.OnCreate = null;
        await AdvanceUntilAsync(run, "the pod is ready", () => run.Pods.Count == 1 && RunningWorkloads.IsReady(run.Pods[0]));
        await run.Cluster.UntilAsync("the refusal is forgotten", () => Web(run).Map("status")!.List("conditions")!.OfType<JsonObject>()
            .All(c => c.Text("type") != "ReplicaFailure"));
    }

    [Fact]
    public async Task Pod_WhoseAddressIsNotOfThisMachine_WaitsAndSaysWhy()
    {
        await using var run = new RunningWorkloads(o => o with { PodCidr = System.Net.IPNetwork.Parse("203.0.113.0/24") });
        await run.Cluster.ApplyAsync(ResourceTypes.Deployments, RunningWorkloads.Deployment("web", 1));

        await run.Cluster.UntilAsync(
            "the pod waits and is counted",
            () => run.Pods is [var pod] && pod.Map("status")?.List("containerStatuses") is not null && Web(run).Map("status")?.Whole("replicas") == 1);

        run.Pods[0].Map("status")!.Text("phase").ShouldBe("Pending");
        var state = run.Pods[0].Map("status")!.List("containerStatuses")![0]!.AsObject().Map("state")!.Map("waiting")!;
        state.Text("message").ShouldNotBeNull().ShouldContain("cannot listen on 203.0.113.");
        run.Cluster.All(ResourceTypes.Events).Single().Text("reason").ShouldBe("FailedBind");

        // It tries again, and reports nothing new: what comes after that is heard of.
        var writes = run.Cluster.Log.Count;
        run.Clock.Advance(TimeSpan.FromMinutes(5));
        await run.Cluster.ApplyAsync(ResourceTypes.Pods, """{"metadata":{"name":"later","namespace":"default"},"spec":{"nodeSelector":{"gpu":"yes"},"containers":[]}}""");
        await run.Cluster.UntilAsync("the later pod is heard of", () => run.Cluster.All(ResourceTypes.Events).Count == 2);
        run.Cluster.Log.Skip(writes).ShouldAllBe(written => RunningWorkloads.Name(written.Body).StartsWith("later"));
    }

    private static JsonObject Web(RunningWorkloads run) => run.Cluster.Find(ResourceTypes.Deployments, "default", "web")!;

    private static string? Progress(RunningWorkloads run)
    {
        var web = Web(run);
        return web.Map("status")?.Whole("observedGeneration") == web.Map("metadata")!.Whole("generation")
            ? web.Map("status")!.List("conditions")!.OfType<JsonObject>().Single(c => c.Text("type") == "Progressing").Text("reason")
            : null;
    }

    private static string? Version(JsonObject pod) => pod.Map("metadata")!.Map("labels")!.Text("version");

    private static List<string> ReadyEndpoints(RunningWorkloads run) =>
    [
        .. run.Cluster.All(ResourceTypes.EndpointSlices)
            .SelectMany(s => s.List("endpoints")!.OfType<JsonObject>())
            .Where(e => e.Map("conditions")!.Flag("ready"))
            .Select(e => e.List("addresses")![0].AsText()!),
    ];

    /// <summary>Moves the clock on with every look, so that drains and retries come due.</summary>
    private static async Task AdvanceUntilAsync(RunningWorkloads run, string what, Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"It did not come to be that {what}.");
            run.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
