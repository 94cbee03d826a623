using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>
/// A virtual host as part of route configurations. It is looked up once between sweeps, so that the memo knows that it is still in use.
/// </summary>
internal sealed class EncodedHost(VirtualHostDraft draft)
{
    private Found? _found;

    public EncodedPart Part(RouteMemos memos)
    {
        if (_found is not { } known || known.Generation != memos.Generation)
        {
            _found = known = new(memos.Generation, memos.Encode(draft));
        }

        return known.Part;
    }

    private sealed record Found(int Generation, EncodedPart Part);
}
