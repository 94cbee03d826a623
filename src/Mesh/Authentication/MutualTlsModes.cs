using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Security;

namespace MeshActors.Mesh.Authentication;

/// <summary>
/// Mutual TLS as the policies of the mesh and of namespaces have it, for clients that must guess what a service accepts.
/// The oldest policy without a selector counts, one a namespace; <c>Unset</c> inherits the mesh's, or is permissive.
/// </summary>
public sealed class MutualTlsModes
{
    private readonly Dictionary<string, MutualTlsMode> _namespaces = new(StringComparer.Ordinal);

    /// <param name="policies">All policies, oldest first.</param>
    /// <param name="rootNamespace">Where the mesh's own policy lives.</param>
    public MutualTlsModes(IEnumerable<Config<PeerAuthentication>> policies, string rootNamespace)
    {
        foreach (var policy in policies.Where(p => p.Spec.Selector is null or { Labels.Count: 0 }))
        {
            _namespaces.TryAdd(policy.Meta.Namespace, policy.Spec.Mtls?.Mode ?? MutualTlsMode.Unset);
        }

        if (_namespaces.TryGetValue(rootNamespace, out var mesh))
        {
            Mesh = mesh == MutualTlsMode.Unset ? MutualTlsMode.Permissive : mesh;
        }

        var inherited = Mesh == MutualTlsMode.Unset ? MutualTlsMode.Permissive : Mesh;
        foreach (var ns in _namespaces.Where(p => p.Value == MutualTlsMode.Unset).Select(p => p.Key).ToArray())
        {
            _namespaces[ns] = inherited;
        }
    }

    /// <summary>The mesh's mode; <c>Unset</c> where no policy of the root namespace says any.</summary>
    public MutualTlsMode Mesh { get; }

    /// <summary>What the workloads of a namespace accept as far as its own and the mesh's policy tell; permissive where neither exists.</summary>
    public MutualTlsMode Of(string ns) =>
        _namespaces.TryGetValue(ns, out var mode) ? mode
        : Mesh == MutualTlsMode.Unset ? MutualTlsMode.Permissive
        : Mesh;
}
