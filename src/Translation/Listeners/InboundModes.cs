using System.Globalization;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Listeners;

/// <summary>The mutual TLS that a workload demands: as a whole, and of single ports.</summary>
internal sealed class InboundModes
{
    private readonly MutualTlsMode _mode = MutualTlsMode.Permissive;
    private readonly SortedDictionary<int, MutualTlsMode> _ports = [];
    private readonly bool _plainOnly;

    /// <summary>
    /// Of mesh, namespace and workload the oldest policy each counts, and what the narrower one leaves unset comes from the
    /// wider one; where none says anything both are accepted.
    /// </summary>
    public InboundModes(ProxyNode node, MeshView view)
    {
        // Stock Envoy has no certificate of the mesh to show.
        _plainOnly = node.IsStockEnvoy;
        Config<PeerAuthentication>? workload = null;
        foreach (var ns in node.Namespace == view.RootNamespace ? [node.Namespace] : (string[])[view.RootNamespace, node.Namespace])
        {
            var policies = view.In<PeerAuthentication>(ns);
            _mode = Declared(policies.FirstOrDefault(policy => IsWide(policy.Spec))?.Spec.Mtls) ?? _mode;

            // Selectors mean nothing in the root namespace.
            workload = ns == view.RootNamespace
                ? null
                : policies.FirstOrDefault(policy => !IsWide(policy.Spec) && LabelMatch.SubsetOf(policy.Spec.Selector!.Labels, node.Labels));
        }

        _mode = Declared(workload?.Spec.Mtls) ?? _mode;
        foreach (var (text, mtls) in workload?.Spec.PortLevelMtls ?? new Dictionary<string, MutualTls>())
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                _ports[port] = Declared(mtls) ?? _mode;
            }
        }
    }

    /// <summary>Ports with a mode of their own.</summary>
    public IEnumerable<int> Ports => _plainOnly ? [] : _ports.Keys;

    /// <param name="port">The workload's port; 0 for all that no service has.</param>
    public MutualTlsMode Of(int port) => _plainOnly ? MutualTlsMode.Disable : _ports.GetValueOrDefault(port, _mode);

    private static bool IsWide(PeerAuthentication policy) => policy.Selector is null or { Labels.Count: 0 };

    private static MutualTlsMode? Declared(MutualTls? mtls) => mtls is null or { Mode: MutualTlsMode.Unset } ? null : mtls.Mode;
}
