using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>The services of a listener, by port. Stays the same instance from view to view as long as the services do.</summary>
internal sealed class ListedServices
{
    private readonly Lazy<Dictionary<int, List<Service>>> _byPort;

    // What was last worked out of earlier services: most of their segments are these services' too.
    private PortsOfSegments? _earlierPorts;
    private PortsOfSegments? _ports;

    public ListedServices(SegmentedList<Service> services, ListedServices? before = null)
    {
        All = services;
        _byPort = new(() => IndexByPort(services));
        _earlierPorts = before is null ? null : Volatile.Read(ref before._ports) ?? Volatile.Read(ref before._earlierPorts);
    }

    public SegmentedList<Service> All { get; }

    /// <summary>For each segment of the services, its ports where it has none but such of HTTP.</summary>
    public SegmentedList<HttpPorts> HttpPorts
    {
        get
        {
            if (Volatile.Read(ref _ports) is { } known)
            {
                return known.Ports;
            }

            var earlier = Volatile.Read(ref _earlierPorts);
            var ports = All.Each(earlier?.Services, earlier?.Ports, static segment => [View.HttpPorts.Of(segment)]);
            Volatile.Write(ref _ports, new(All, ports));
            Volatile.Write(ref _earlierPorts, null);
            return ports;
        }
    }

    public IReadOnlyList<Service> On(int port) => _byPort.Value.GetValueOrDefault(port) ?? [];

    /// <summary>The other one where it says the same.</summary>
    public ListedServices Or(ListedServices? other) =>
        other is not null && (ReferenceEquals(this, other) || ListStep.Between(All, other.All).IsEmpty) ? other : this;

    /// <summary>Whether one stands for the other, perhaps with other ports or aliases.</summary>
    public static bool IsNamedLike(Service service, Service other) => service.Hostname == other.Hostname && service.Namespace == other.Namespace;

    private static Dictionary<int, List<Service>> IndexByPort(SegmentedList<Service> services)
    {
        var byPort = new Dictionary<int, List<Service>>();
        foreach (var service in services)
        {
            foreach (var port in service.Ports)
            {
                if (!byPort.TryGetValue(port.Number, out var list))
                {
                    byPort.Add(port.Number, list = []);
                }

                // A number may be there twice, for TCP and for UDP.
                if (list.Count == 0 || !ReferenceEquals(list[^1], service))
                {
                    list.Add(service);
                }
            }
        }

        return byPort;
    }

    private sealed record PortsOfSegments(SegmentedList<Service> Services, SegmentedList<HttpPorts> Ports);
}
