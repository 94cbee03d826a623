using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;
using MeshActors.Testing;

namespace MeshActors.Actors.TestKit;

/// <summary>Knows when one or more actor systems are at rest.</summary>
public sealed class Quiescence
{
    internal ActivityTracker Activity { get; } = new();

    /// <summary>Starts a system whose activity counts here.</summary>
    public ActorSystem CreateSystem(string name, ActorSystemSettings settings) => ActorSystem.Create(name, settings with { Activity = Activity });

    /// <summary>Completes when nothing is scheduled or running in any of the systems.</summary>
    public async Task WaitAsync()
    {
        try
        {
            await Activity.WhenIdle.WaitAsync(Patience.Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The actors did not come to rest within {Patience.Limit}.");
        }
    }

    /// <summary>Moves a clock from timer to timer, with rest after each.</summary>
    public async Task AdvanceAsync(ManualTimeProvider clock, TimeSpan by)
    {
        var target = clock.GetUtcNow() + by;
        await WaitAsync();
        while (clock.NextDue is { } due && due <= target)
        {
            clock.Advance(due > clock.GetUtcNow() ? due - clock.GetUtcNow() : TimeSpan.Zero);
            await WaitAsync();
        }

        clock.Advance(target - clock.GetUtcNow());
        await WaitAsync();
    }
}
