using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A virtual host of a gateway.</summary>
internal sealed class GatewayHost(VirtualHostDraft draft)
{
    private EncodedHost _encoded;

    public string Name => draft.Name;

    public EncodedPart Encode(RouteMemos memos) => _encoded.Part(draft, memos);
}
