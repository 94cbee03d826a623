using System.Collections.Concurrent;
using MeshActors.Actors.Dispatch;
using MeshActors.Actors.Event;
using MeshActors.Actors.Supervision;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Actor;

/// <summary>A tree of actors with what they share: clock, log, event stream. One a process is the rule; tests run several.</summary>
public sealed class ActorSystem : IActorRefFactory, IAsyncDisposable
{
    private readonly ActorCell _user;
    private readonly ActorCell _system;
    private readonly ConcurrentDictionary<Type, object> _extensions = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastUid;

    private ActorSystem(string name, ActorSystemSettings settings)
    {
        Name = name;
        Settings = settings;
        Activity = settings.Activity;
        Logger = settings.LoggerFactory.CreateLogger("MeshActors.Actors");
        RootPath = new RootActorPath(name, settings.Address);
        TempPath = RootPath.Child("temp", 0);
        DeadLetters = new DeadLetterActorRef(this, RootPath.Child("deadLetters", 0));
        Scheduler = new TimeProviderScheduler(settings.TimeProvider);
        var root = new RootActorRef(this, RootPath);
        _system = Guardian(root, "system", SupervisorStrategy.DefaultStrategy);
        _user = Guardian(root, "user", settings.GuardianStrategy);
    }

    /// <summary>The system's name, the same on all replicas.</summary>
    public string Name { get; }

    /// <summary>What it was started with.</summary>
    public ActorSystemSettings Settings { get; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider => Settings.TimeProvider;

    /// <summary>Publish and subscribe within the system.</summary>
    public EventStream EventStream { get; } = new();

    /// <summary>Where undeliverable messages go.</summary>
    public IActorRef DeadLetters { get; }

    /// <summary>Sends messages at a later time.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>Completes when all actors are gone.</summary>
    public Task WhenTerminated => _terminated.Task;

    internal RootActorPath RootPath { get; }

    internal ActorPath TempPath { get; }

    internal ILogger Logger { get; }

    internal ActivityTracker? Activity { get; }

    internal ActorCell UserGuardian => _user;

    internal ActorCell SystemGuardian => _system;

    /// <summary>Starts a system.</summary>
    public static ActorSystem Create(string name, ActorSystemSettings? settings = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ActorSystem(name, settings ?? new ActorSystemSettings());
    }

    /// <inheritdoc/>
    public IActorRef ActorOf(Props props, string? name = null) => _user.ActorOf(props, name);

    /// <summary>Makes an actor of the runtime's own, which outlives all user actors.</summary>
    public IActorRef SystemActorOf(Props props, string? name = null) => _system.ActorOf(props, name);

    /// <inheritdoc/>
    public void Stop(IActorRef actor) => (actor as IInternalActorRef)?.Stop();

    /// <summary>Stops all actors, the user's first. Without ceremony: see <see cref="CoordinatedShutdown"/>.</summary>
    public Task Terminate()
    {
        _user.PostSystem(Dispatch.Terminate.Instance);
        return WhenTerminated;
    }

    /// <summary>The one instance of an extension, made at first use.</summary>
    public T WithExtension<T>(Func<ActorSystem, T> create)
        where T : class
    {
        var entry = (Lazy<object>)_extensions.GetOrAdd(typeof(T), static (_, args) => new Lazy<object>(() => args.create(args.system)), (create, system: this));
        return (T)entry.Value;
    }

    /// <summary>Stops all actors and waits until they are gone.</summary>
    public async ValueTask DisposeAsync() => await Terminate().ConfigureAwait(false);

    internal long NextUid() => Interlocked.Increment(ref _lastUid);

    internal void GuardianGone(IActorRef guardian)
    {
        if (guardian.Equals(_user.Self))
        {
            _system.PostSystem(Dispatch.Terminate.Instance);
        }
        else
        {
            _terminated.TrySetResult();
        }
    }

    private ActorCell Guardian(RootActorRef root, string name, SupervisorStrategy strategy)
    {
        var cell = new ActorCell(this, Props.Create(() => new GuardianActor(strategy)), root, RootPath.Child(name, 0));
        cell.PostSystem(Dispatch.Create.Instance);
        return cell;
    }
}
