using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>A virtual host of sidecars. Scopes for which it comes out the same share it, and what it becomes.</summary>
/// <param name="draft">The virtual host.</param>
/// <param name="source">The VirtualService that made it; null for a service that none covers. Compared by reference.</param>
/// <param name="service">What it is the virtual host of where nothing else made it; null otherwise.</param>
/// <param name="generation">The generation of the memos, among which it is about to be.</param>
internal sealed class SidecarHost(VirtualHostDraft draft, Config<VirtualService>? source, ServiceHost? service, int generation)
    : IEquatable<SidecarHost>
{
    private EncodedPart? _part;
    private int _generation = generation;

    public VirtualHostDraft Draft { get; } = draft;

    /// <summary>Here too, as lists of hosts are searched by it.</summary>
    public string Name { get; } = draft.Name;

    public Config<VirtualService>? Source => source;

    /// <summary>As a field of route configurations. It is looked up once between sweeps, so that the memo knows that it is still in use.</summary>
    public EncodedPart Encode(RouteMemos memos)
    {
        // The generation is written last and read first: where it is the present one, the part is that of the host in the memo.
        var now = memos.Generation;
        if (Volatile.Read(ref _generation) != now)
        {
            _part = Kept(memos).Own(memos);
            Volatile.Write(ref _generation, now);
        }

        return Own(memos);
    }

    /// <summary>Whether the host has a name or a domain, which are compared without regard to case.</summary>
    public bool Has(string name)
    {
        if (name.Equals(Name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var domain in Draft.Domains)
        {
            if (name.Equals(domain, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(SidecarHost? other) =>
        ReferenceEquals(this, other) || (other is not null && ReferenceEquals(source, other.Source) && Draft.Equals(other.Draft));

    public override bool Equals(object? obj) => Equals(obj as SidecarHost);

    public override int GetHashCode() => Draft.GetHashCode();

    private SidecarHost Kept(RouteMemos memos) => service is null ? memos.Shared(this) : memos.Kept(service).Host ?? this;

    private EncodedPart Own(RouteMemos memos)
    {
        if (_part is { } known)
        {
            return known;
        }

        var made = memos.EncodeForSidecars(Draft);
        return Interlocked.CompareExchange(ref _part, made, null) ?? made;
    }
}
