using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Actor;

/// <summary>
/// The orderly end of a system: tasks in phases, one phase after the other, the tasks of a phase side by side. A task
/// that fails or does not end within its phase's time is logged and left behind, for a shutdown must end.
/// </summary>
public sealed partial class CoordinatedShutdown
{
    /// <summary>Before anything else: say that this replica is going.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Take no new connections.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Let requests under way end.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Close connections.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Last work that needs this replica's shards.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Stop the shards' entities.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Give up membership.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Close links to other replicas.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>Last work that needs actors.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>Stop all actors.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private static readonly string[] Phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop, PhaseBeforeClusterShutdown,
        PhaseClusterShardingShutdownRegion, PhaseClusterLeave, PhaseClusterShutdown, PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly ActorSystem _system;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Task)>> _tasks = [];
    private readonly Dictionary<string, TimeSpan> _timeouts = [];
    private Task<Done>? _run;

    private CoordinatedShutdown(ActorSystem system)
    {
        _system = system;
        AddTask(PhaseActorSystemTerminate, "terminate-system", async () =>
        {
            await system.Terminate().ConfigureAwait(false);
            return Done.Instance;
        });
    }

    /// <summary>Why the shutdown runs, once it does.</summary>
    public Reason? ShutdownReason { get; private set; }

    /// <summary>The shutdown of a system.</summary>
    public static CoordinatedShutdown Get(ActorSystem system) => system.WithExtension(static s => new CoordinatedShutdown(s));

    /// <summary>Adds a task to a phase.</summary>
    /// <exception cref="InvalidOperationException">The shutdown runs already.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        CheckPhase(phase);
        lock (_gate)
        {
            if (_run is not null)
            {
                throw new InvalidOperationException($"Task {taskName} came after the shutdown had begun.");
            }

            if (!_tasks.TryGetValue(phase, out var tasks))
            {
                _tasks[phase] = tasks = [];
            }

            tasks.Add((taskName, task));
        }
    }

    /// <summary>Sets how long a phase may take; 5 seconds where it was not set.</summary>
    public void SetTimeout(string phase, TimeSpan timeout)
    {
        CheckPhase(phase);
        lock (_gate)
        {
            _timeouts[phase] = timeout;
        }
    }

    /// <summary>How long a phase may take.</summary>
    public TimeSpan Timeout(string phase)
    {
        CheckPhase(phase);
        lock (_gate)
        {
            return _timeouts.GetValueOrDefault(phase, DefaultTimeout);
        }
    }

    /// <summary>Runs all phases, once; a second call gets the first one's task.</summary>
    public Task<Done> Run(Reason reason)
    {
        lock (_gate)
        {
            if (_run is null)
            {
                ShutdownReason = reason;
                _run = Task.Run(RunPhases);
            }

            return _run;
        }
    }

    private static void CheckPhase(string phase)
    {
        if (!Phases.Contains(phase))
        {
            throw new ArgumentException($"There is no phase \"{phase}\".", nameof(phase));
        }
    }

    private async Task<Done> RunPhases()
    {
        foreach (var phase in Phases)
        {
            if (_tasks.TryGetValue(phase, out var tasks))
            {
                await Task.WhenAll(tasks.Select(t => RunOne(phase, t.Name, t.Task))).ConfigureAwait(false);
            }
        }

        return Done.Instance;
    }

    private async Task RunOne(string phase, string name, Func<Task<Done>> task)
    {
        try
        {
            await task().WaitAsync(Timeout(phase), _system.TimeProvider).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            Log.TaskFailed(_system.Logger, cause, name, phase);
        }
    }

    /// <summary>Why a system is shut down.</summary>
    /// <param name="Text">For the log.</param>
    public sealed record Reason(string Text);

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Warning, "Shutdown task {Task} of phase {Phase} did not complete; going on without.")]
        public static partial void TaskFailed(ILogger logger, Exception cause, string task, string phase);
    }
}
