using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>The patches of a proxy in the order in which they apply. One instance for all proxies that have the same; compared by reference.</summary>
internal sealed class PatchSet
{
    private static readonly ApplyTo[] RouteParts = [ApplyTo.RouteConfiguration, ApplyTo.VirtualHost, ApplyTo.HttpRoute];

    private static readonly ApplyTo[] ListenerParts =
        [ApplyTo.Listener, ApplyTo.ListenerFilter, ApplyTo.FilterChain, ApplyTo.NetworkFilter, ApplyTo.HttpFilter];

    private readonly ILookup<ApplyTo, CompiledPatch> _patches;
    private readonly Lazy<PatchSet> _withoutRoutes;

    public PatchSet(IReadOnlyList<CompiledPatch> patches)
    {
        _withoutRoutes = new(() => new([.. patches.Where(patch => !RouteParts.Contains(patch.ApplyTo))]));
        _patches = patches.ToLookup(patch => patch.ApplyTo);
        ChangesRoutes = patches.Any(patch => RouteParts.Contains(patch.ApplyTo));
        ChangesListeners = patches.Any(patch => ListenerParts.Contains(patch.ApplyTo))
            || patches.Any(patch => RouteParts.Contains(patch.ApplyTo) && patch.AppliesTo(PatchContext.SidecarInbound));
    }

    public bool ChangesRoutes { get; }

    /// <summary>Also patches of inbound routes, which stand in listeners.</summary>
    public bool ChangesListeners { get; }

    public bool ChangesClusters => _patches.Contains(ApplyTo.Cluster);

    /// <summary>Those that change nothing but listeners and clusters; the same instance each time.</summary>
    public PatchSet WithoutRoutes => _withoutRoutes.Value;

    public IEnumerable<CompiledPatch> For(ApplyTo target, PatchContext context) => _patches[target].Where(patch => patch.AppliesTo(context));

    public IEnumerable<CompiledPatch> All(ApplyTo target) => _patches[target];

    public bool Any(ApplyTo target) => _patches.Contains(target);

    /// <summary>The whole resources to add, in order.</summary>
    public IEnumerable<EncodedResource> Added(ApplyTo target, PatchContext context) =>
        _patches[target].Where(patch => patch.AddsTo(context)).Select(patch => patch.Added).OfType<EncodedResource>();
}
