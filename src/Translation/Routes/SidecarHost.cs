using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A virtual host of a sidecar.</summary>
/// <param name="draft">The virtual host.</param>
/// <param name="source">The VirtualService that made it; null for a service that none covers.</param>
internal sealed class SidecarHost(VirtualHostDraft draft, Config<VirtualService>? source)
{
    private EncodedHost _encoded;
    private int[]? _hashes;

    public VirtualHostDraft Draft => draft;

    public Config<VirtualService>? Source => source;

    public EncodedPart Encode(RouteMemos memos) => _encoded.Part(draft, memos);

    /// <summary>Whether both may have a name or a domain in common. Seldom true without cause.</summary>
    public bool MayMeet(SidecarHost other)
    {
        var hashes = other.Hashes;
        foreach (var hash in Hashes)
        {
            if (hashes.AsSpan().Contains(hash))
            {
                return true;
            }
        }

        return false;
    }

    // As domains are compared: without regard to case.
    private int[] Hashes => _hashes ??=
        [draft.Name.GetHashCode(StringComparison.OrdinalIgnoreCase), .. draft.Domains.Select(domain => domain.GetHashCode(StringComparison.OrdinalIgnoreCase))];
}
