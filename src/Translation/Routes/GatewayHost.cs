using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A virtual host of a gateway.</summary>
internal sealed class GatewayHost(VirtualHostDraft draft)
{
    private EncodedPart? _part;
    private int _generation;

    public string Name => draft.Name;

    /// <summary>As a field of route configurations. It is looked up once between sweeps, so that the memo knows that it is still in use.</summary>
    public EncodedPart Encode(RouteMemos memos)
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
