namespace MeshActors.Actors.Membership;

/// <summary>The right to one write that is under way.</summary>
public readonly struct WritePermit : IDisposable
{
    private readonly WriteEpoch? _epoch;

    internal WritePermit(WriteEpoch epoch)
    {
        _epoch = epoch;
    }

    /// <summary>Says that the write has ended, however it did. Once only.</summary>
    public void Dispose() => _epoch?.End();
}
