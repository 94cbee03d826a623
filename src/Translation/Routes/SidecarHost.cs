using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A virtual host of sidecars. Scopes for which it comes out the same share it, and what it becomes.</summary>
/// <param name="draft">The virtual host.</param>
/// <param name="source">The VirtualService that made it; null for a service that none covers. Compared by reference.</param>
internal sealed class SidecarHost(VirtualHostDraft draft, Config<VirtualService>? source) : IEquatable<SidecarHost>
{
    private EncodedPart? _part;
    private int _generation;

    public VirtualHostDraft Draft => draft;

    public Config<VirtualService>? Source => source;

    /// <summary>As a field of route configurations. It is looked up once between sweeps, so that the memo knows that it is still in use.</summary>
    public EncodedPart Encode(RouteMemos memos)
    {
        // The generation is written last and read first: where it is the present one, there is a part.
        var now = memos.Generation;
        if (Volatile.Read(ref _generation) != now || _part is not { } part)
        {
            _part = part = memos.Shared(this).Own(memos);
            Volatile.Write(ref _generation, now);
        }

        return part;
    }

    /// <summary>Whether the host has a name or a domain, which are compared without regard to case.</summary>
    public bool Has(string name)
    {
        if (name.Equals(draft.Name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var domain in draft.Domains)
        {
            if (name.Equals(domain, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(SidecarHost? other) =>
        ReferenceEquals(this, other) || (other is not null && ReferenceEquals(source, other.Source) && draft.Equals(other.Draft));

    public override bool Equals(object? obj) => Equals(obj as SidecarHost);

    public override int GetHashCode() => draft.GetHashCode();

    private EncodedPart Own(RouteMemos memos)
    {
        if (_part is { } known)
        {
            return known;
        }

        var made = memos.EncodeForSidecars(draft);
        return Interlocked.CompareExchange(ref _part, made, null) ?? made;
    }
}
