using System.Runtime.CompilerServices;

namespace MeshActors.XdsLoad.Sidecars;

/// <summary>
/// Awaited, it lets everything go first that waits for a thread already. Sidecars have machines of their own: what one of them answers must
/// not keep a response from being received, and its time from being taken, by another one that happens to share this process.
/// </summary>
internal readonly struct Turn : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public Turn GetAwaiter() => this;

    public void GetResult()
    {
        // Nothing comes of it but the time that has passed.
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) =>
        ThreadPool.UnsafeQueueUserWorkItem(static next => next(), continuation, preferLocal: false);
}
