using System.Runtime.CompilerServices;

namespace MeshActors.Http2.Polling;

/// <summary>See <see cref="PollLoop.Turn"/>.</summary>
public readonly struct Turn : ICriticalNotifyCompletion
{
    private readonly PollLoop _loop;

    internal Turn(PollLoop loop) => _loop = loop;

    public bool IsCompleted => false;

    public Turn GetAwaiter() => this;

    public void GetResult()
    {
        // Nothing comes of it but that others have had theirs.
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => _loop.Queue(continuation);
}
