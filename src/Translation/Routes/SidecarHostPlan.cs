using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Translation.Routes;

/// <summary>The virtual hosts of a sidecar's outbound listener, sorted by name, each with the VirtualService that made it.</summary>
/// <param name="VirtualServices">All that the listener imports.</param>
/// <param name="Hosts">The virtual hosts.</param>
internal sealed record SidecarHostPlan(
    IReadOnlyList<Config<VirtualService>> VirtualServices, IReadOnlyList<SidecarHost> Hosts)
{
    public static readonly SidecarHostPlan Empty = new([], []);

    public IEnumerable<VirtualHostDraft> Drafts => Hosts.Select(host => host.Draft);
}

/// <summary>The newest plan of a listener: most changes of VirtualServices leave nearly all of it as it is.</summary>
internal sealed class LatestHostPlan
{
    private SidecarHostPlan? _plan;

    /// <summary>A plan made of some view before; null at first.</summary>
    public SidecarHostPlan? Plan
    {
        get => Volatile.Read(ref _plan);
        set => Volatile.Write(ref _plan, value);
    }
}

/// <summary>A virtual host of a sidecar.</summary>
/// <param name="draft">The virtual host.</param>
/// <param name="source">The VirtualService that made it; null for a service that none covers.</param>
internal sealed class SidecarHost(VirtualHostDraft draft, Config<VirtualService>? source)
{
    private readonly EncodedHost _encoded = new(draft);

    public VirtualHostDraft Draft => draft;

    public Config<VirtualService>? Source => source;

    public byte[] Encode(RouteMemos memos) => _encoded.Bytes(memos);
}
