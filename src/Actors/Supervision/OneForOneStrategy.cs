using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Supervision;

/// <summary>Deals with the child that failed and leaves the others alone.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    private readonly int _maxNrOfRetries;
    private readonly TimeSpan _withinTimeRange;
    private readonly Func<Exception, Directive> _decider;

    /// <summary>Any number of restarts.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, Timeout.InfiniteTimeSpan, localOnlyDecider)
    {
    }

    /// <summary>At most so many restarts within the time range, then a stop.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; negative or null for any number.</param>
    /// <param name="withinTimeRange">The length of the window; null for for ever.</param>
    /// <param name="localOnlyDecider">The decision by exception.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
    {
        ArgumentNullException.ThrowIfNull(localOnlyDecider);
        _maxNrOfRetries = maxNrOfRetries ?? -1;
        _withinTimeRange = withinTimeRange ?? Timeout.InfiniteTimeSpan;
        _decider = localOnlyDecider;
    }

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => _decider(exception);

    private protected override void ProcessFailure(IActorContext context, bool restart, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        if (restart && stats.RequestRestartPermission(_maxNrOfRetries, _withinTimeRange, context.System.TimeProvider))
        {
            ((IInternalActorRef)stats.Child).SendSystemMessage(new Recreate(cause));
        }
        else
        {
            context.Stop(stats.Child);
        }
    }
}
