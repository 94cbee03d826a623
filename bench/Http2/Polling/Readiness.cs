using System.Runtime.CompilerServices;

namespace MeshActors.Http2.Polling;

/// <summary>
/// Awaited by one at a time, it goes on once it has been signalled, on the thread that signals; a signal that nobody awaits is kept. Who
/// comes back may find that there is nothing to be had yet, tries, and awaits again.
/// </summary>
internal sealed class Readiness : ICriticalNotifyCompletion
{
    private static readonly Action Signalled = static () => { };

    // Nothing, a signal that nobody awaited, or who awaits one.
    private Action? _state;

    public bool IsCompleted => Interlocked.CompareExchange(ref _state, null, Signalled) == Signalled;

    public Readiness GetAwaiter() => this;

    public void GetResult()
    {
        // Whether there is anything, the next try shows.
    }

    public void Signal()
    {
        var waiting = Interlocked.CompareExchange(ref _state, Signalled, null);
        if (waiting is not null && waiting != Signalled && Interlocked.CompareExchange(ref _state, null, waiting) == waiting)
        {
            waiting();
        }
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (Interlocked.CompareExchange(ref _state, continuation, null) == Signalled)
        {
            _state = null;
            continuation();
        }
    }
}
