namespace MeshActors.Grpc.Protocol;

/// <summary>A token that fires when a call's time is up, when whoever asked for it gives up, or on <see cref="Cancel"/>.</summary>
internal sealed class CallLifetime : IDisposable
{
    // A timer takes at most about 49 days; a deadline may be thousands of years away.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    // Never disposed: a timer that fires late must find it usable, and without a timer of its own it holds nothing.
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenRegistration _outer;
    private readonly TimeProvider _clock;
    private readonly ITimer? _timer;

    /// <param name="timeout">Time to the deadline, or null for none.</param>
    public CallLifetime(TimeSpan? timeout, TimeProvider clock, CancellationToken outer)
    {
        _clock = clock;
        if (timeout is { } rest)
        {
            var now = clock.GetUtcNow();
            Deadline = rest < DateTimeOffset.MaxValue - now ? now + rest : DateTimeOffset.MaxValue;
            if (rest <= TimeSpan.Zero)
            {
                // A timer would fire only after the call has begun, and perhaps failed otherwise.
                DeadlinePassed = true;
                Cancel();
                return;
            }

            _timer = clock.CreateTimer(
                static state => ((CallLifetime)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Arm(rest);
        }

        _outer = outer.UnsafeRegister(static state => ((CallLifetime)state!).Cancel(), this);
    }

    public DateTimeOffset Deadline { get; } = DateTimeOffset.MaxValue;

    public bool DeadlinePassed { get; private set; }

    public CancellationToken Token => _cancellation.Token;

    public void Cancel() => _cancellation.Cancel();

    /// <summary>Stops watching clock and outer token. <see cref="Token"/> stays as it is.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _outer.Unregister();
    }

    private void Arm(TimeSpan rest) =>
        _timer?.Change(rest < LongestTimer ? rest : LongestTimer, Timeout.InfiniteTimeSpan);

    private void OnTimer()
    {
        var rest = Deadline - _clock.GetUtcNow();
        if (rest > TimeSpan.Zero)
        {
            Arm(rest);
            return;
        }

        DeadlinePassed = true;
        Cancel();
    }
}
