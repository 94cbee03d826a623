using MeshActors.Actors.Dispatch;
using MeshActors.Actors.Supervision;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Actors.Actor;

/// <summary>What an actor system is started with.</summary>
public sealed record ActorSystemSettings
{
    /// <summary>The clock of all timers and time-outs.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the runtime and its actors log.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>How many user messages an actor handles before others get their turn.</summary>
    public int Throughput { get; init; } = 64;

    /// <summary>The id under which other replicas reach this system, or null where it stands alone.</summary>
    public string? Address { get; init; }

    /// <summary>The strategy for actors made directly below the system.</summary>
    public SupervisorStrategy GuardianStrategy { get; init; } = SupervisorStrategy.DefaultStrategy;

    internal ActivityTracker? Activity { get; init; }
}
