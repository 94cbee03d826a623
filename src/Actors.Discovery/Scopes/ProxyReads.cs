using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>
/// Which of the things that tell one pod of a workload from the next are read in a view: its addresses, its node, labels that are
/// its own. Mostly none are, and all pods of a workload share a scope.
/// </summary>
internal sealed class ProxyReads
{
    private readonly Dictionary<string, NamespaceReads> _namespaces;

    private ProxyReads(Dictionary<string, NamespaceReads> namespaces, bool readsNodes)
    {
        (_namespaces, ReadsNodes) = (namespaces, readsNodes);
    }

    /// <summary>Labels that are different in every pod, or on every node.</summary>
    public static IReadOnlySet<string> PodLabels => NamespaceReads.PodLabels;

    /// <summary>Whether somebody's endpoints depend on the client's node.</summary>
    public bool ReadsNodes { get; }

    /// <summary>Those of <see cref="PodLabels"/> that a selector names.</summary>
    public IReadOnlySet<string> Labels { get; private init; } = new HashSet<string>();

    /// <summary>Addresses that the configuration knows: a proxy that has one of them is not like its neighbours.</summary>
    public IReadOnlySet<string> Addresses { get; private init; } = new HashSet<string>();

    /// <summary>Metadata that an EnvoyFilter asks for, sorted.</summary>
    public IReadOnlyCollection<string> Metadata { get; private init; } = [];

    public static ProxyReads Of(MeshView view, ProxyReads? previous)
    {
        var namespaces = new Dictionary<string, NamespaceReads>(StringComparer.Ordinal);
        var changed = previous is null;
        foreach (var name in view.Namespaces)
        {
            var snapshot = view.Namespace(name)!;
            var held = previous?._namespaces.GetValueOrDefault(name);
            var reads = held is not null && ReferenceEquals(held.Snapshot, snapshot) ? held : NamespaceReads.Of(snapshot, held);
            changed |= !ReferenceEquals(held?.Facts, reads.Facts);
            namespaces[name] = reads;
        }

        changed |= previous is not null && previous._namespaces.Count != namespaces.Count;
        var readsNodes = namespaces.Values.Any(n => n.Facts.ReadsNodes)
            || view.Mesh.LocalityLbSetting?.FailoverPriority.Any(NamespaceReads.NamesNode) == true
            || view.Mesh.ZoneAwareLbSetting?.FailoverPriority.Any(NamespaceReads.NamesNode) == true;
        if (!changed)
        {
            return new(namespaces, readsNodes) { Labels = previous!.Labels, Addresses = previous.Addresses, Metadata = previous.Metadata };
        }

        var labels = new HashSet<string>(StringComparer.Ordinal);
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        var metadata = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reads in namespaces.Values)
        {
            labels.UnionWith(reads.Facts.Labels);
            addresses.UnionWith(reads.Facts.Addresses);
            metadata.UnionWith(reads.Facts.Metadata);
        }

        return new(namespaces, readsNodes) { Labels = labels, Addresses = addresses, Metadata = metadata };
    }

    /// <summary>Whether the same is read as in another view.</summary>
    public bool IsSameAs(ProxyReads other) =>
        ReadsNodes == other.ReadsNodes
        && Labels.SetEquals(other.Labels)
        && (ReferenceEquals(Addresses, other.Addresses) || Addresses.SetEquals(other.Addresses))
        && Metadata.SequenceEqual(other.Metadata)
        && IngressNamespaces.SequenceEqual(other.IngressNamespaces);

    /// <summary>Whether translation reads the proxy's addresses.</summary>
    public bool ReadsAddressesOf(ProxyNode node, string rootNamespace)
    {
        // Listeners of their own are bound to the pod's address; a Sidecar's ingress may hand on to it.
        if (node.InterceptionMode == InterceptionMode.None || HasIngress(node.Namespace) || HasIngress(rootNamespace))
        {
            return true;
        }

        foreach (var address in node.IpAddresses)
        {
            if (Addresses.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<string> IngressNamespaces =>
        _namespaces.Where(n => n.Value.Facts.HasSidecarIngress).Select(n => n.Key).Order(StringComparer.Ordinal);

    private bool HasIngress(string ns) => _namespaces.TryGetValue(ns, out var reads) && reads.Facts.HasSidecarIngress;
}
