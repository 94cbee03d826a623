using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Routes;

/// <summary>The services that a sidecar's outbound listener leads to, by host name.</summary>
internal sealed class OutboundServices
{
    /// <summary>A listener for HTTP proxying or on a Unix socket: clients name the port themselves.</summary>
    public const int AnyPort = 0;

    private readonly Dictionary<string, OutboundService> _byHost = new(StringComparer.Ordinal);
    private readonly List<OutboundService> _wildcards = [];

    /// <param name="services">What the listener imports.</param>
    /// <param name="port">The listener's port, or <see cref="AnyPort"/>.</param>
    public OutboundServices(IReadOnlyList<Service> services, int port)
    {
        List<OutboundService> all = [];
        foreach (var service in services)
        {
            if (Find(service, port) is not { } found)
            {
                continue;
            }

            // Of services that share a name in the listener the later one counts. Names with capitals may come to be shared.
            IsContested |= found.Host != service.Hostname;
            _byHost[found.Host] = found;
            all.Add(found);
        }

        IsContested |= all.Count != _byHost.Count;
        All = all.Count == _byHost.Count ? all : all.FindAll(service => ReferenceEquals(_byHost[service.Host], service));
        _wildcards.AddRange(All.Where(service => Hostname.IsWildcard(service.Host)));
    }

    /// <summary>In the listener's order, one for each host name.</summary>
    public IReadOnlyList<OutboundService> All { get; }

    /// <summary>Whether several services have one host name, or may have.</summary>
    public bool IsContested { get; }

    /// <summary>The host name of a service as a listener knows it: in lower case where it is for a port.</summary>
    /// <param name="service">The service.</param>
    /// <param name="port">The listener's port, or <see cref="AnyPort"/>.</param>
    public static string NameOf(Service service, int port) => port == AnyPort ? service.Hostname : service.Hostname.ToLowerInvariant();

    /// <summary>A service as a listener knows it; null where it does not have the listener's port.</summary>
    /// <param name="service">The service.</param>
    /// <param name="port">The listener's port, or <see cref="AnyPort"/>.</param>
    public static OutboundService? Find(Service service, int port) => port == AnyPort
        ? new OutboundService(service, NameOf(service, port), service.Ports)
        : service.PortNumbered(port) is { } match ? new(service, NameOf(service, port), [match]) : null;

    public OutboundService? Find(string host) => _byHost.GetValueOrDefault(host);

    /// <summary>Whether a VirtualService has a host that one of the services has, or covers, or is covered by.</summary>
    public bool AnyMatches(Config<VirtualService> config)
    {
        foreach (var declared in config.Spec.Hosts)
        {
            var host = declared.ToLowerInvariant();
            if (_byHost.ContainsKey(host)
                || (Hostname.IsWildcard(host)
                    ? All.Any(service => Hostname.Matches(host, service.Host))
                    : _wildcards.Exists(service => Hostname.Matches(host, service.Host))))
            {
                return true;
            }
        }

        return false;
    }
}
