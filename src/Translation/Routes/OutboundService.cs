using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>A service as a sidecar's outbound listener knows it.</summary>
/// <param name="service">The service.</param>
/// <param name="host">Its host name, in lower case where the listener is for a port.</param>
/// <param name="ports">The listener's port, or all where it takes all.</param>
internal sealed class OutboundService(Service service, string host, IReadOnlyList<MeshPort> ports)
{
    public Service Service => service;

    public string Host => host;

    public TargetService AsTarget => new(service, ports.Count == 1 ? ports[0].Number : null);

    /// <summary>Ports that speak HTTP or may do so, with the names of their virtual hosts.</summary>
    public (int Number, string HostName)[] HttpPorts { get; } = HttpPortsOf(host, ports);

    private static (int Number, string HostName)[] HttpPortsOf(string host, IReadOnlyList<MeshPort> ports)
    {
        if (ports.Count == 1)
        {
            return IsHttp(ports[0]) ? [Named(ports[0])] : [];
        }

        return [.. ports.Where(IsHttp).Select(Named)];

        (int Number, string HostName) Named(MeshPort port) => (port.Number, HostDomains.WithPort(host, port.Number));
    }

    /// <summary>Whether a port has virtual hosts.</summary>
    public static bool IsHttp(MeshPort port) => port.Protocol.IsHttp() || port.Protocol.IsUnsupported();
}
