using MeshActors.EndToEnd.Support;
using MeshActors.Testing;

namespace MeshActors.EndToEnd;

/// <summary>Real, stock Envoys: one as the ingress gateway, one as the sidecar of a client that has no Service.</summary>
public sealed class EnvoyTests : IDisposable
{
    private const int Requests = 6000;
    private const string GatewayHost = "reviews.default.svc.cluster.local:9080";
    private const string SidecarHost = "reviews-here.default.svc.cluster.local";
    private const string GatewayMetadata = """{"NAMESPACE":"default","CLUSTER_ID":"Kubernetes","LABELS":{"istio":"ingressgateway"},"UNPRIVILEGED_POD":"true"}""";
    private const string SidecarMetadata = """{"NAMESPACE":"default","CLUSTER_ID":"Kubernetes","LABELS":{"app":"client"},"INTERCEPTION_MODE":"NONE"}""";

    private readonly ScratchFolder _scratch = new();

    [EnvoyFact]
    public async Task Envoys_SplitScaleAndKill_AreFollowedWithoutAFailedRequest()
    {
        var kubeConfig = _scratch.File("kubeconfig");
        await using var up = await MeshActorsProcess.UpAsync(kubeConfig, ["--apply", .. Manifests.BookinfoWithoutGateway]);
        var kubectl = new Kubectl(kubeConfig);
        var (gatewayPort, sidecarPort) = (EnvoyProcess.FreePort(), EnvoyProcess.FreePort());
        await kubectl.ApplyAsync(_scratch, ReviewsGateway(gatewayPort));
        await kubectl.ApplyAsync(_scratch, ReviewsOn(sidecarPort));
        await kubectl.ApplyAsync(_scratch, Manifests.ReviewsSplit(90, 10, SidecarHost));
        await kubectl.UntilServedAsync();
        await using var gateway = EnvoyProcess.Start(_scratch, "router", "ingress-1", GatewayMetadata, up.XdsPort);
        await using var sidecar = EnvoyProcess.Start(_scratch, "sidecar", "client-1", SidecarMetadata, up.XdsPort);
        await gateway.UntilListeningAsync(gatewayPort);
        await sidecar.UntilListeningAsync(sidecarPort);

        foreach (var (port, host) in ((int, string)[])[(gatewayPort, GatewayHost), (sidecarPort, $"{SidecarHost}:{sidecarPort}")])
        {
            using var traffic = new Traffic(port, host, "/reviews/0");
            await traffic.UntilAsync(answers => answers.Keys.All(workload => workload is "reviews-v1" or "reviews-v3"));
            var answers = await traffic.SendAsync(Requests);

            answers.Keys.ShouldBe(["reviews-v1", "reviews-v3"], ignoreOrder: true);
            (answers["reviews-v3"] / (double)Requests).ShouldBeInRange(0.08, 0.12);

            await ScaleAndKillAsync(kubectl, traffic);
        }

        (await gateway.RejectedAsync()).ShouldBe(0, gateway.Errors);
        (await sidecar.RejectedAsync()).ShouldBe(0, sidecar.Errors);
    }

    [EnvoyFact]
    public async Task Kill_ReplicaThatServesEnvoy_FailsNoRequestAndLaterChangesArrive()
    {
        var kubeConfig = _scratch.File("kubeconfig");
        await using var api = await MeshActorsProcess.ApiAsync(kubeConfig, ["--apply", .. Manifests.BookinfoWithoutGateway]);
        await using var first = await MeshActorsProcess.ServeAsync(kubeConfig, "first");
        var kubectl = new Kubectl(kubeConfig);
        var port = EnvoyProcess.FreePort();
        await kubectl.ApplyAsync(_scratch, ReviewsGateway(port));
        await kubectl.ApplyAsync(_scratch, Manifests.ReviewsSplit(100, 0));
        await kubectl.UntilServedAsync();
        await using var second = await MeshActorsProcess.ServeAsync(kubeConfig, "second");
        await using var gateway = EnvoyProcess.Start(_scratch, "router", "ingress-1", GatewayMetadata, first.XdsPort, second.XdsPort);
        await gateway.UntilListeningAsync(port);
        using var traffic = new Traffic(port, GatewayHost, "/reviews/0");
        await traffic.UntilAsync(answers => answers.Keys.SequenceEqual(["reviews-v1"]));

        var changed = new TaskCompletionSource();
        var sending = traffic.SendUntilAsync(changed.Task);
        var serving = (await first.GetAsync("monitoring", "/debug/connections")).Contains("ingress-1", StringComparison.Ordinal) ? first : second;
        await serving.KillAsync();
        await kubectl.ApplyAsync(_scratch, Manifests.ReviewsSplit(0, 100));
        await traffic.UntilAsync(answers => answers.Keys.SequenceEqual(["reviews-v3"]));
        changed.SetResult();

        (await sending).ShouldBeEmpty();
        (await gateway.RejectedAsync()).ShouldBe(0, gateway.Errors);
    }

    public void Dispose() => _scratch.Dispose();

    private static async Task ScaleAndKillAsync(Kubectl kubectl, Traffic traffic)
    {
        await kubectl.RunAsync("scale", "deployment/reviews-v3", "--replicas=2");
        await kubectl.RunAsync("rollout", "status", "deployment/reviews-v3", "--timeout=300s");
        var victim = (await kubectl.RunAsync("get", "pods", "-l", "app=reviews,version=v3", "-o", "jsonpath={.items[0].metadata.name}")).Trim();
        var done = new TaskCompletionSource();
        var sending = traffic.SendUntilAsync(done.Task);
        await kubectl.RunAsync("scale", "deployment/reviews-v1", "--replicas=3");
        await kubectl.RunAsync("rollout", "status", "deployment/reviews-v1", "--timeout=300s");
        await kubectl.RunAsync("delete", "pod", victim, "--wait=true");
        await kubectl.RunAsync("rollout", "status", "deployment/reviews-v3", "--timeout=300s");
        await kubectl.RunAsync("scale", "deployment/reviews-v1", "--replicas=1");
        await kubectl.RunAsync("rollout", "status", "deployment/reviews-v1", "--timeout=300s");
        await traffic.UntilAsync(answers => answers.ContainsKey("reviews-v3"));
        done.SetResult();
        (await sending).ShouldBeEmpty();
    }

    // Without capture a sidecar listens on the ports of the services that it sees: here of one alone, whose port is free.
    private static string ReviewsOn(int port) => $$"""
        apiVersion: v1
        kind: Service
        metadata:
          name: reviews-here
          namespace: default
        spec:
          selector: {app: reviews}
          ports:
          - {name: http, port: {{port}}, targetPort: 9080}
        ---
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata:
          name: client
          namespace: default
        spec:
          workloadSelector:
            labels: {app: client}
          egress:
          - hosts: ["./{{SidecarHost}}"]
        """;

    private static string ReviewsGateway(int port) => $$"""
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata:
          name: reviews-gateway
          namespace: default
        spec:
          selector: {istio: ingressgateway}
          servers:
          - port: {number: {{port}}, name: http, protocol: HTTP}
            hosts: ["*"]
        """;
}
