using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Actors.TestKit;

/// <summary>Several replicas in one process, with one clock, one lease store and one network, all in a test's hands.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly Quiescence _quiescence = new();
    private readonly List<TestReplica> _replicas = [];
    private readonly Action<MessageRegistry> _messages;
    private readonly ILoggerFactory _loggerFactory;
    private int _probes;

    /// <summary>A cluster without replicas.</summary>
    /// <param name="messages">Registers what may cross.</param>
    /// <param name="loggerFactory">Where the replicas log.</param>
    public TestCluster(Action<MessageRegistry>? messages = null, ILoggerFactory? loggerFactory = null)
    {
        _messages = messages ?? (static _ => { });
        _loggerFactory = loggerFactory ?? NullLoggerFactory.Instance;
        Network = new InMemoryReplicaNetwork(Clock);
    }

    /// <summary>The clock of all replicas.</summary>
    public ManualTimeProvider Clock { get; } = new();

    /// <summary>The lease store behind all replicas.</summary>
    public InMemoryLeaseStore Store { get; } = new();

    /// <summary>The network between them.</summary>
    public InMemoryReplicaNetwork Network { get; }

    /// <summary>The replicas that were not killed.</summary>
    public IReadOnlyList<TestReplica> Replicas => _replicas;

    /// <summary>Starts a replica.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="membership">The times of its membership.</param>
    /// <param name="links">The times of its links.</param>
    /// <param name="address">Where it is found; its id, if null.</param>
    public TestReplica Start(string id, MembershipSettings? membership = null, LinkSettings? links = null, string? address = null)
    {
        address ??= id;
        var system = _quiescence.CreateSystem("mesh", new ActorSystemSettings { TimeProvider = Clock, Address = id, LoggerFactory = _loggerFactory });
        var store = new FaultyLeaseStore(Store);
        var cluster = Cluster.Join(system, address, store, membership);
        var registry = new MessageRegistry();
        _messages(registry);
        var replica = new TestReplica(id, system, cluster, ReplicaLinks.Start(system, Network.TransportFor(address), registry, links), store);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>Starts replicas and waits until they all know each other.</summary>
    public async Task<TestReplica[]> StartAsync(params string[] ids)
    {
        var started = ids.Select(id => Start(id)).ToArray();
        await AdvanceAsync(TimeSpan.FromSeconds(3));
        return started;
    }

    /// <summary>Ends a replica as <c>kill -9</c> does: it gives nothing up, and its connections break.</summary>
    public async Task KillAsync(TestReplica replica)
    {
        _replicas.Remove(replica);
        replica.Store.IsReachable = false;
        Network.Remove(replica.Id);
        await replica.System.Terminate();
    }

    /// <summary>Ends a replica in good order.</summary>
    public async Task LeaveAsync(TestReplica replica)
    {
        _replicas.Remove(replica);
        await replica.Cluster.LeaveAsync();
        await replica.System.Terminate();
        Network.Remove(replica.Id);
    }

    /// <summary>Cuts a replica off from all others, but not from the store.</summary>
    public void Isolate(TestReplica replica)
    {
        foreach (var other in _replicas.Where(r => r != replica))
        {
            Network.Partition(replica.Id, other.Id);
        }
    }

    /// <summary>Ends all cuts from one replica to others.</summary>
    public void Rejoin(TestReplica replica)
    {
        foreach (var other in _replicas.Where(r => r != replica))
        {
            Network.Heal(replica.Id, other.Id);
        }
    }

    /// <summary>Makes a probe on a replica.</summary>
    public TestProbe CreateTestProbe(TestReplica replica) => new(replica.System, AwaitQuiescenceAsync, $"probe-{Interlocked.Increment(ref _probes)}");

    /// <summary>Waits until no actor of any replica has anything to do.</summary>
    public Task AwaitQuiescenceAsync() => _quiescence.WaitAsync();

    /// <summary>Moves the clock from timer to timer, with rest after each.</summary>
    public Task AdvanceAsync(TimeSpan by) => _quiescence.AdvanceAsync(Clock, by);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.System.Terminate();
        }
    }
}
