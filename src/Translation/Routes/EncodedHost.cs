using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>
/// A virtual host as part of route configurations. It is looked up once between sweeps, so that the memo knows that it is still in use.
/// </summary>
internal struct EncodedHost
{
    private EncodedPart? _part;
    private int _generation;

    /// <param name="draft">The same each time.</param>
    /// <param name="memos">Encodes.</param>
    public EncodedPart Part(VirtualHostDraft draft, RouteMemos memos)
    {
        // The generation is written last and read first: where it is the present one, there is a part.
        var now = memos.Generation;
        if (Volatile.Read(ref _generation) != now || _part is not { } part)
        {
            _part = part = memos.Encode(draft);
            Volatile.Write(ref _generation, now);
        }

        return part;
    }
}
