namespace MeshActors.Testing.Xds;

/// <summary>Ends a wait that would otherwise hang a test: far beyond what any machine needs.</summary>
internal static class StreamLimit
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(5);

    public static CancellationTokenSource Start(CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(GiveUp);
        return limit;
    }
}
