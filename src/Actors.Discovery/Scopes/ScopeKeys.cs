using System.Globalization;
using System.Text;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.View;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>
/// What proxies must have in common to receive the same resources: everything that a translator may read of a proxy, as text.
/// </summary>
/// <remarks>
/// What is left out is what tells one pod from its neighbour (name, addresses, node, owner), unless something in the view reads
/// it. Metadata is read by an explicit list; a test holds it against what the translators' source asks for.
/// </remarks>
public static class ScopeKeys
{
    /// <summary>The metadata that translators read.</summary>
    public static readonly IReadOnlyList<string> MetadataKeys =
    [
        "APP_CONTAINERS", "DISABLE_HBONE_SEND", "DNS_AUTO_ALLOCATE", "DNS_CAPTURE", "DNS_PROXY_ADDR", "ENVOY_PROMETHEUS_PORT",
        "ENVOY_SECURE_MERGED_METRICS_PORT", "ENVOY_SECURE_METRICS_PORT", "ENVOY_STATUS_PORT", "HTTP10", "HTTP_PROXY_PORT", "IDLE_TIMEOUT",
        "INBOUND_LISTENER_EXACT_BALANCE", "ISTIO_VERSION", "MESH_ID", "NAMESPACE", "OUTBOUND_LISTENER_EXACT_BALANCE", "PROXY_CONFIG",
        "TLS_CLIENT_CERT_CHAIN", "TLS_CLIENT_KEY", "TLS_CLIENT_ROOT_CERT", "TLS_SERVER_CERT_CHAIN", "TLS_SERVER_KEY",
        "TLS_SERVER_ROOT_CERT", "credential", "credentialFile",
    ];

    /// <summary>The annotations that translators read.</summary>
    public static readonly IReadOnlyList<string> AnnotationKeys = ["resource.opentelemetry.io/service.name"];

    /// <summary>Equal keys mean the same scope. The same on every replica that has the same view.</summary>
    public static string Of(ProxyNode node, MeshView view) => Of(node, CommonOf(node), ProxyReads.Of(view, null), view.RootNamespace);

    /// <param name="node">The proxy.</param>
    /// <param name="common">Its <see cref="CommonOf"/>, which does not change while it is connected.</param>
    /// <param name="reads">What the view reads of single pods.</param>
    /// <param name="rootNamespace">The root namespace.</param>
    internal static string Of(ProxyNode node, string common, ProxyReads reads, string rootNamespace)
    {
        var own = new StringBuilder();
        if (reads.ReadsAddressesOf(node, rootNamespace))
        {
            Add(own, "addresses", string.Join(',', node.IpAddresses));

            // A WorkloadEntry is found by address, and among several by the proxy's id.
            Add(own, "id", node.Id);
        }

        if (reads.ReadsNodes)
        {
            Add(own, "node", node.NodeName);
            AddLabel(own, node, Mesh.Registry.WellKnownLabels.NodeHostname);
        }

        foreach (var label in ProxyReads.PodLabels)
        {
            if (reads.Labels.Contains(label))
            {
                AddLabel(own, node, label);
            }
        }

        foreach (var name in reads.Metadata)
        {
            if (node.MetadataText(name) is { } value)
            {
                Add(own, "matched metadata " + name, value);
            }
        }

        return own.Length == 0 ? common : common + own;
    }

    internal static string CommonOf(ProxyNode node)
    {
        var key = new StringBuilder(1024);
        Add(key, "type", node.Type.ToString());
        Add(key, "namespace", node.Namespace);
        Add(key, "cluster", node.ClusterId);
        Add(key, "network", node.Network);
        Add(key, "networks", string.Join(',', node.RequestedNetworks));
        Add(key, "locality", node.Locality.ToString());
        Add(key, "account", node.ServiceAccount);
        Add(key, "workload", node.WorkloadName);
        Add(key, "service", node.ServiceCluster);
        Add(key, "version", node.IstioVersion.ToString());
        Add(key, "interception", node.InterceptionMode.ToString());
        Add(key, "generator", node.Generator);
        Add(key, "domain", node.DnsDomain);
        Add(key, "families", $"{(node.HasIpv4 ? "4" : "")}{(node.HasIpv6 ? "6" : "")}");
        Add(key, "privileged", node.MayBindPrivilegedPorts ? "true" : "false");
        Add(key, "onNode", node.NodeName.Length > 0 ? "true" : "false");
        foreach (var (name, value) in node.Labels.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            if (!ProxyReads.PodLabels.Contains(name))
            {
                Add(key, "label " + name, value);
            }
        }

        foreach (var (name, port) in node.PodPorts.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Add(key, "port " + name, port.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var (name, port) in node.PodUdpPorts.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Add(key, "UDP port " + name, port.ToString(CultureInfo.InvariantCulture));
        }

        AddMetadata(key, node);
        foreach (var extension in (node.Extensions ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal))
        {
            Add(key, "extension", extension);
        }

        // Secrets go only to whom they are for, so a proxy that has proved who it is shares nothing with one that has not.
        Add(key, "identity", node.VerifiedIdentity ?? "");

        return key.ToString();
    }

    private static void AddMetadata(StringBuilder key, ProxyNode node)
    {
        foreach (var name in MetadataKeys)
        {
            if (node.MetadataText(name) is { } value)
            {
                Add(key, "metadata " + name, value);
            }
        }

        foreach (var name in AnnotationKeys)
        {
            if (node.Annotations.TryGetValue(name, out var value))
            {
                Add(key, "annotation " + name, value);
            }
        }

        // Spans of a workload that has no other name are named by its pod.
        if (node.WorkloadName.Length == 0)
        {
            Add(key, "pod", node.Id.Split('.')[0]);
        }
    }

    private static void AddLabel(StringBuilder key, ProxyNode node, string label)
    {
        if (node.Labels.TryGetValue(label, out var value))
        {
            Add(key, "label " + label, value);
        }
    }

    // With its length, so that no value can pass for the next field.
    private static void Add(StringBuilder key, string name, string value)
    {
        if (value.Length > 0)
        {
            key.Append(name).Append('=').Append(value.Length).Append(':').Append(value).Append('\n');
        }
    }
}
