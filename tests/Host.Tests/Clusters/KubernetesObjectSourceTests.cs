using System.Text;
using System.Threading.Channels;
using MeshActors.Actors.Config.Watching;
using MeshActors.Host.Clusters;
using MeshActors.Host.Options;
using MeshActors.Mesh.Objects;
using MeshActors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Host.Tests.Clusters;

/// <summary>What is read of an API server that holds an object of a kind in each of three namespaces.</summary>
public sealed class KubernetesObjectSourceTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>, IAsyncLifetime
{
    private static readonly string[] Namespaces = ["istio-system", "shop", "other"];

    public async Task InitializeAsync()
    {
        foreach (var ns in Namespaces)
        {
            await ApplyAsync(ResourceKinds.Namespace, null, ns);
            await ApplyAsync(ResourceKinds.ConfigMap, ns, "settings");
            await ApplyAsync(ResourceKinds.Secret, ns, "settings");
            await UntilRootsAreThereAsync(ns);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("", "istio-system,other,shop")]
    [InlineData("shop", "shop")]
    public async Task Run_WatchedNamespace_IsTheOnlyOneThatIsRead(string watched, string expected)
    {
        var read = await ReadAsync(watched, ResourceKinds.Secret);

        read.Where(item => item.Name == "settings").Select(item => item.Namespace).Order(StringComparer.Ordinal).ShouldBe(expected.Split(','));
    }

    [Fact]
    public async Task Run_WatchedNamespace_TellsOfLaterObjectsInItAlone()
    {
        using var stop = new CancellationTokenSource(Patience.Limit);
        var (events, run) = Start("shop", ResourceKinds.Secret, stop.Token);
        await UntilSyncedAsync(events, stop.Token);

        await ApplyAsync(ResourceKinds.Secret, "other", "later");
        await ApplyAsync(ResourceKinds.Secret, "shop", "later");

        var next = (await events.ReadAsync(stop.Token)).ShouldBeOfType<SourceEvent.Upserted>().Object;
        (next.Namespace, next.Name).ShouldBe(("shop", "later"));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Run_ConfigMaps_AreThoseOfTheSystemNamespaceAndThoseWithAuthorities()
    {
        await ApplyAsync(ResourceKinds.ConfigMap, "shop", "roots", """, "data": {"ca.crt": "roots"}""");
        await ApplyAsync(ResourceKinds.ConfigMap, "shop", "page", """, "data": {"page": "{\"data\": {\"ca.crt\": \"\"}}"}""");

        var read = await ReadAsync("", ResourceKinds.ConfigMap);

        read.ShouldContain(("istio-system", "settings"));
        read.Where(item => item.Namespace == "shop" && item.Name != "kube-root-ca.crt").ShouldBe([("shop", "roots")]);
        (await ReadAsync("shop", ResourceKinds.ConfigMap)).Select(item => item.Namespace).Distinct().ShouldBe(["istio-system"]);
    }

    [Fact]
    public async Task Run_ConfigMapThatLosesItsAuthorities_IsToldAsDeleted()
    {
        await ApplyAsync(ResourceKinds.ConfigMap, "other", "roots", """, "data": {"cacert": "roots"}""");
        using var stop = new CancellationTokenSource(Patience.Limit);
        var (events, run) = Start("", ResourceKinds.ConfigMap, stop.Token);
        (await UntilSyncedAsync(events, stop.Token)).ShouldContain(("other", "roots"));

        await server.Cluster.Client.UpdateAsync(
            ServedTypes.Of(ResourceKinds.ConfigMap), "other", "roots", Json(ResourceKinds.ConfigMap, "roots", ""), new(), CancellationToken.None);

        (await events.ReadAsync(stop.Token)).ShouldBe(new SourceEvent.Deleted("other", "roots"));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Run_Secrets_AreNeitherReleasesNorTokens()
    {
        await ApplyAsync(ResourceKinds.Secret, "shop", "release", """, "type": "helm.sh/release.v1" """);

        (await ReadAsync("", ResourceKinds.Secret)).ShouldNotContain(("shop", "release"));
    }

    [Fact]
    public async Task Run_WhatHasNoNamespace_IsReadInWhole() =>
        Namespaces.ShouldBeSubsetOf((await ReadAsync("shop", ResourceKinds.Namespace)).Select(item => item.Name));

    [Fact]
    public async Task Run_KindThatIsIgnored_IsEmptyForGood() => (await ReadAsync("", ResourceKinds.PeerAuthentication)).ShouldBeEmpty();

    private async Task<IReadOnlyList<(string Namespace, string Name)>> ReadAsync(string watched, ResourceKind kind)
    {
        using var stop = new CancellationTokenSource(Patience.Limit);
        var (events, run) = Start(watched, kind, stop.Token);
        var read = await UntilSyncedAsync(events, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        return read;
    }

    private (ChannelReader<SourceEvent> Events, Task Run) Start(string watched, ResourceKind kind, CancellationToken stop)
    {
        var clients = new Dictionary<string, Kubernetes.IKubernetesClient> { ["Kubernetes"] = server.Cluster.Client };
        var options = new ReplicaOptions { WatchedNamespace = watched, WatchedKinds = new(["*.security.istio.io"], []) };
        var source = new KubernetesObjectSource(clients, options, TimeProvider.System, NullLogger<KubernetesObjectSource>.Instance);
        var events = Channel.CreateUnbounded<SourceEvent>();
        return (events.Reader, source.RunAsync("Kubernetes", kind, change => events.Writer.TryWrite(change), stop));
    }

    private static async Task<IReadOnlyList<(string Namespace, string Name)>> UntilSyncedAsync(ChannelReader<SourceEvent> events, CancellationToken stop)
    {
        var read = new List<(string, string)>();
        while (await events.ReadAsync(stop) is var change and not SourceEvent.Synced)
        {
            if (change is SourceEvent.Upserted { Object: var item })
            {
                read.Add((item.Namespace, item.Name));
            }
        }

        return read;
    }

    // The cluster gives every namespace a ConfigMap of its own accord, at a moment of its own.
    private async Task UntilRootsAreThereAsync(string ns)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var roots = ServedTypes.Of(ResourceKinds.ConfigMap);
        var listed = await server.Cluster.Client.ListAsync(roots, new() { Namespace = ns }, limit.Token);
        if (listed.Items.Any(item => item.Metadata.Name == "kube-root-ca.crt"))
        {
            return;
        }

        await foreach (var change in server.Cluster.Client.WatchAsync(roots, new() { Namespace = ns, ResourceVersion = listed.ResourceVersion }, limit.Token))
        {
            if (change.Object.Metadata.Name == "kube-root-ca.crt")
            {
                return;
            }
        }
    }

    private static byte[] Json(ResourceKind kind, string name, string more) =>
        Encoding.UTF8.GetBytes($$"""{"apiVersion": "v1", "kind": "{{kind.Kind}}", "metadata": {"name": "{{name}}"}{{more}} }""");

    private async Task ApplyAsync(ResourceKind kind, string? ns, string name, string more = "")
    {
        try
        {
            await server.Cluster.Client.CreateAsync(ServedTypes.Of(kind), ns, Json(kind, name, more), new(), CancellationToken.None);
        }
        catch (Kubernetes.KubernetesException error) when (error.Status.Code == 409)
        {
            // Another test of the class was first.
        }
    }
}
