using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>A service as a sidecar's outbound listener knows it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Host">Its host name, in lower case where the listener is for a port.</param>
/// <param name="Ports">The listener's port, or all where it takes all.</param>
internal sealed record OutboundService(Service Service, string Host, IReadOnlyList<MeshPort> Ports)
{
    public TargetService AsTarget => new(Service, Ports.Count == 1 ? Ports[0].Number : null);

    /// <summary>Ports that speak HTTP or may do so.</summary>
    public IEnumerable<MeshPort> HttpPorts => Ports.Where(port => port.Protocol.IsHttp() || port.Protocol.IsUnsupported());
}
