namespace MeshActors.Testing.Xds;

/// <summary>Ends a wait that would otherwise hang a test.</summary>
internal static class StreamLimit
{
    public static CancellationTokenSource Start(CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience.Limit);
        return limit;
    }
}
