using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Supervision;

/// <summary>Options of a <see cref="BackoffSupervisor"/>.</summary>
public static class Backoff
{
    /// <summary>The child is started again, after a pause, when it fails; where it stops of itself, the supervisor stops too.</summary>
    /// <param name="childProps">The recipe of the child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first pause; each further one is twice as long.</param>
    /// <param name="maxBackoff">The longest pause.</param>
    /// <param name="randomFactor">How much is added at random, as a share of the pause: 0.2 for up to a fifth.</param>
    /// <param name="maxNrOfRetries">Starts allowed without a quiet spell between; negative for any number.</param>
    public static BackoffOptions OnFailure(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries = -1) =>
        Options(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries, restartWhenStopped: false);

    /// <summary>As <see cref="OnFailure"/>, also where the child stops of itself.</summary>
    public static BackoffOptions OnStop(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries = -1) =>
        Options(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries, restartWhenStopped: true);

    private static BackoffOptions Options(Props props, string name, TimeSpan min, TimeSpan max, double random, int retries, bool restartWhenStopped)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(min, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        ArgumentOutOfRangeException.ThrowIfNegative(random);
        return new BackoffOptions(props, name, min, max, random, retries, restartWhenStopped);
    }
}
