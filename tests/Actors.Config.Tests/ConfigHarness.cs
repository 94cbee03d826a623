using MeshActors.Actors.Actor;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Mesh.Proxy;
using MeshActors.Testing.ControlPlane;
using MeshActors.Translation;

namespace MeshActors.Actors.Config.Tests;

/// <summary>The config actors of one replica over a memory of objects, with a clock in the test's hands.</summary>
internal sealed class ConfigHarness : IFeedRegions, IAsyncDisposable
{
    private readonly LocalRegions _regions;

    /// <param name="yaml">What there is before the first list.</param>
    /// <param name="plan">What is watched; null for a cluster without surprises.</param>
    /// <param name="statuses">What the objects' statuses are written to; nobody writes any where it is null.</param>
    /// <param name="lists">What first lists wait for; null for nothing.</param>
    public ConfigHarness(string yaml, WatchPlan? plan = null, Func<MemoryObjects, IStatusStore>? statuses = null, Task? lists = null)
    {
        Objects = new() { Opens = lists ?? Task.CompletedTask };
        Plan = plan ?? Plan;
        Objects.Apply(yaml);
        var store = statuses?.Invoke(Objects);
        _regions = new(Kit.Sys, Plan, Objects, Translator)
        {
            SecretAccess = Access,
            Log = Log,
            StartStatuses = store is null ? null : views => Kit.ActorOf(() => new StatusActor(store, views, Kit.Clock, Log), "statuses"),
        };
        Views = _regions.Views;
    }

    public TestKit.TestKit Kit { get; } = new();

    public MemoryObjects Objects { get; }

    public WatchPlan Plan { get; } = new("Kubernetes", [], "istio-system", "default");

    public XdsTranslator Translator { get; } = new();

    public IActorRef Views { get; }

    /// <summary>Who may read Secrets: everybody, unless the test says otherwise.</summary>
    public SecretAccessBook Access { get; } = new();

    public RecordingLog Log { get; } = new();

    /// <summary>How many watches the plan makes: configuration and registry kinds, nodes, ConfigMaps, and the webhooks that are revision tags.</summary>
    public int Watches => Plan.NamespacedWatches.Count() + 3;

    /// <summary>Waits until everything is watched and what was there has been worked in.</summary>
    public async Task ReadyAsync()
    {
        await Objects.WatchedAsync(Watches);
        await Kit.AwaitQuiescenceAsync();
    }

    public static ProxyNode Sidecar(string ns, string app) => new()
    {
        Id = $"{app}.{ns}",
        Type = ProxyType.Sidecar,
        Namespace = ns,
        Name = app,
        ClusterId = "Kubernetes",
        IpAddresses = ["10.0.0.1"],
        Labels = new Dictionary<string, string> { ["app"] = app },
    };

    public void Tell(IFeedTopic topic, object message, IActorRef sender) => _regions.Tell(topic, message, sender);

    /// <summary>Stops an entity as if its owner had died; the next message starts it anew.</summary>
    public Task LoseAsync(IFeedTopic topic) => _regions.Lose(topic).ShouldNotBeNull().GracefulStop(TimeSpan.FromSeconds(5));

    public async ValueTask DisposeAsync() => await Kit.DisposeAsync();
}
