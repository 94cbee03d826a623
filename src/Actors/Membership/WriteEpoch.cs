namespace MeshActors.Actors.Membership;

/// <summary>The writes that began under one membership view.</summary>
internal sealed class WriteEpoch
{
    // Continues on the thread of the last write: whoever waits for it only posts a message.
    private readonly TaskCompletionSource _drained = new();
    private int _open;
    private bool _closed;

    /// <summary>Completes when the epoch is closed and its last write has ended.</summary>
    public Task Drained => _drained.Task;

    public void Begin()
    {
        lock (_drained)
        {
            _open++;
        }
    }

    public void End()
    {
        bool last;
        lock (_drained)
        {
            last = --_open == 0 && _closed;
        }

        if (last)
        {
            _drained.TrySetResult();
        }
    }

    public void Close()
    {
        bool last;
        lock (_drained)
        {
            _closed = true;
            last = _open == 0;
        }

        if (last)
        {
            _drained.TrySetResult();
        }
    }
}
