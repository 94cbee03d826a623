using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;
using MeshActors.Testing;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.TestKit;

/// <summary>
/// An actor system under a clock that only the test moves. Nothing here sleeps: a test waits until no actor has
/// anything to do, and then moves the clock from timer to timer.
/// </summary>
public class TestKit : IAsyncDisposable
{
    private readonly Quiescence _quiescence = new();
    private int _probes;

    /// <summary>Starts a system of that name.</summary>
    public TestKit(string name = "test", ILoggerFactory? loggerFactory = null)
    {
        Sys = _quiescence.CreateSystem(name, new ActorSystemSettings
        {
            TimeProvider = Clock,
            LoggerFactory = loggerFactory ?? Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
        });
        TestActor = CreateTestProbe("testActor");
    }

    /// <summary>The clock of the system.</summary>
    public ManualTimeProvider Clock { get; } = new();

    /// <summary>The system.</summary>
    public ActorSystem Sys { get; }

    /// <summary>A probe for tests that need just one.</summary>
    public TestProbe TestActor { get; }

    /// <summary>Makes a probe.</summary>
    public TestProbe CreateTestProbe(string? name = null) => new(Sys, AwaitQuiescenceAsync, name ?? $"probe-{Interlocked.Increment(ref _probes)}");

    /// <summary>Makes an actor.</summary>
    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    /// <summary>Makes an actor from a factory.</summary>
    public IActorRef ActorOf<T>(Func<T> factory, string? name = null)
        where T : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    /// <summary>Waits until no actor has anything to do. What waits for the clock or for the outside does not count.</summary>
    public Task AwaitQuiescenceAsync() => _quiescence.WaitAsync();

    /// <summary>Moves the clock from timer to timer, and lets the actors come to rest after each.</summary>
    public Task AdvanceAsync(TimeSpan by) => _quiescence.AdvanceAsync(Clock, by);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Sys.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
