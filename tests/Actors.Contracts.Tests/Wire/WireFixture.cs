using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Wire;
using MeshActors.Actors.Remote;
using MeshActors.Actors.TestKit;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>The registry of a replica that is alone: what it writes, it reads itself.</summary>
public sealed class WireFixture : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(static registry => ContractMessages.Register(registry));

    public IActorRef Subscriber { get; private set; } = null!;

    private ReplicaLinks Links { get; set; } = null!;

    public Task InitializeAsync()
    {
        var replica = _cluster.Start("a");
        Links = replica.Links;
        Subscriber = _cluster.CreateTestProbe(replica).Ref;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    internal SampleMessages Samples(int seed) => new(seed, Subscriber);

    internal string ManifestOf(object message) => LinkBytes.ManifestOf(Links, message);

    internal byte[] Write(object message) => LinkBytes.Write(Links, message);

    internal object Read(string manifest, ReadOnlySpan<byte> content) => LinkBytes.Read(Links, manifest, content);

    internal object Cross(object message) => Read(ManifestOf(message), Write(message));
}
