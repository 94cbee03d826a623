using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;
using MeshActors.Translation.Routes;
using MeshActors.Translation.Security;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Finds a proxy's patches. EnvoyFilters are compiled once.</summary>
internal sealed class PatchSets
{
    private readonly Memo<ReferenceSequence<Config<EnvoyFilter>>, IReadOnlyList<CompiledPatch>> _compiled = new();
    private readonly Memo<ReferenceSequence<CompiledPatch>, PatchSet> _sets = new();

    /// <returns>Null where there are no patches.</returns>
    public PatchSet? Of(ProxyNode node, MeshView view)
    {
        var root = view.RootNamespace;
        var shared = view.In<EnvoyFilter>(root);
        var own = node.Namespace == root ? [] : view.In<EnvoyFilter>(node.Namespace);
        if (shared.Count + own.Count == 0)
        {
            return null;
        }

        var proxy = PolicyAttachment.Of(node, view);
        var patches = shared.Concat(own)
            .Where(filter => proxy.Attaches(filter.Meta.Namespace, root, filter.Spec.WorkloadSelector, null, filter.Spec.TargetRefs))
            .OrderBy(filter => filter.Spec.Priority)
            .ThenBy(filter => filter.Meta.Namespace == root ? 0 : 1)
            .ThenBy(filter => filter.Meta.CreationTimestamp ?? DateTimeOffset.MinValue)
            .ThenBy(filter => $"{filter.Meta.Name}.{filter.Meta.Namespace}", StringComparer.Ordinal)
            .SelectMany(filter => _compiled.GetOrAdd(new([filter]), Compile))
            .Where(patch => patch.MatchesProxy(node))
            .ToList();
        return patches.Count == 0 ? null : _sets.GetOrAdd(new(patches), sequence => new PatchSet(sequence.Items));
    }

    public void Sweep()
    {
        _compiled.Sweep();
        _sets.Sweep();
    }

    private static IReadOnlyList<CompiledPatch> Compile(ReferenceSequence<Config<EnvoyFilter>> filter) =>
        [.. filter.Items[0].Spec.ConfigPatches.Select(CompiledPatch.Of).OfType<CompiledPatch>()];
}
