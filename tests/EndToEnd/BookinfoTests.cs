using MeshActors.EndToEnd.Support;
using MeshActors.Testing;

namespace MeshActors.EndToEnd;

/// <summary>The README's first command, with kubectl and a proxyless gRPC client.</summary>
public sealed class BookinfoTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [KubectlFact]
    public async Task Up_Bookinfo_IsThereForKubectlAndProbes()
    {
        var kubeConfig = _scratch.File("kubeconfig");
        await using var up = await MeshActorsProcess.UpAsync(kubeConfig, "--apply", Manifests.Bookinfo);
        var kubectl = new Kubectl(kubeConfig);

        await kubectl.RunAsync("rollout", "status", "deployment/reviews-v3", "--timeout=300s");
        var listing = await kubectl.RunAsync("get", "pods,svc,virtualservices", "-A");

        listing.ShouldContain("productpage-v1");
        listing.ShouldContain("virtualservice.networking.istio.io/bookinfo");
        (await up.GetAsync("http", "/ready")).ShouldBeEmpty();
        (await up.GetAsync("monitoring", "/debug/registryz")).ShouldContain("reviews.default.svc.cluster.local");
        (await up.GetAsync("monitoring", "/metrics")).ShouldContain("pilot_services 5");
        (await up.TerminateAsync()).ShouldBe(0, up.Errors);
    }

    [NodeFact]
    public async Task GrpcJs_SplitAppliedAndDeleted_IsFollowed()
    {
        const int Calls = 600;
        var kubeConfig = _scratch.File("kubeconfig");
        await using var up = await MeshActorsProcess.UpAsync(kubeConfig, "--apply", Manifests.Bookinfo);
        var kubectl = new Kubectl(kubeConfig);
        await kubectl.UntilServedAsync();
        var v1 = (await kubectl.AddressesAsync("app=reviews,version=v1")).ShouldHaveSingleItem();
        var v3 = (await kubectl.AddressesAsync("app=reviews,version=v3")).ShouldHaveSingleItem();
        await using var client = await GrpcJsClient.StartAsync("xds:///reviews.default.svc.cluster.local:9080", up.XdsPort);
        await Until(client, picks => picks.Count == 3);

        await kubectl.ApplyAsync(_scratch, Manifests.ReviewsSplit(90, 10));
        await Until(client, picks => picks.Count == 2);
        var split = await client.CallAsync(Calls);
        await kubectl.RunAsync("delete", "virtualservice", "reviews");
        await Until(client, picks => picks.Count == 3);

        split.Keys.ShouldBe([v1, v3], ignoreOrder: true);

        // Five standard deviations of the binomial distribution: chance does not fail it.
        split[v3].ShouldBeInRange(23, 97);
    }

    public void Dispose() => _scratch.Dispose();

    private static async Task Until(GrpcJsClient client, Func<IReadOnlyDictionary<string, int>, bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (!holds(await client.CallAsync(60)))
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
