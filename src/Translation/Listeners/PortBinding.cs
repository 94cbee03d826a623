using System.Globalization;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Listeners;

/// <summary>Which ports a proxy's listeners may take.</summary>
internal sealed class PortBinding(ProxyNode node, MeshConfig mesh, string wildcard)
{
    private const int FirstUnprivileged = 1024;

    // Ports of the proxy's own listeners, which come with its bootstrap.
    private static readonly string[] OwnPorts =
        ["ENVOY_STATUS_PORT", "ENVOY_PROMETHEUS_PORT", "ENVOY_SECURE_METRICS_PORT", "ENVOY_SECURE_MERGED_METRICS_PORT"];

    private readonly HashSet<int> _own =
        [.. OwnPorts.Select(key => int.TryParse(node.MetadataText(key), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0)];

    /// <param name="bindsToPort">Whether the listener is a socket of its own.</param>
    /// <param name="bind">Its address; empty for what its services tell.</param>
    /// <param name="port">Its port; 0 for a Unix socket.</param>
    /// <param name="protocol">What is spoken: without an address HTTP is bound to the wildcard, all else to the service's.</param>
    /// <param name="besideCapture">Whether the ports of the capturing listeners are taken, too.</param>
    public bool IsAllowed(bool bindsToPort, string bind, int port, Protocol protocol, bool besideCapture = true)
    {
        if (bindsToPort && port is > 0 and < FirstUnprivileged && !node.MayBindPrivilegedPorts)
        {
            return false;
        }

        if (bind.Length > 0 ? bind != wildcard : !protocol.IsHttp())
        {
            return true;
        }

        var captured = besideCapture && (port == mesh.ProxyListenPort || port == mesh.ProxyInboundListenPort);
        return !captured && (port == 0 || !_own.Contains(port));
    }
}
