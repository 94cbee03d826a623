namespace MeshActors.Translation.Routes;

/// <summary>
/// The bytes of a virtual host. They are looked up once between sweeps, so that the memo knows that they are still in use.
/// </summary>
internal sealed class EncodedHost(VirtualHostDraft draft)
{
    private Found? _found;

    public byte[] Bytes(RouteMemos memos)
    {
        if (_found is not { } known || known.Generation != memos.Generation)
        {
            _found = known = new(memos.Generation, memos.Encode(draft));
        }

        return known.Bytes;
    }

    private sealed record Found(int Generation, byte[] Bytes);
}
