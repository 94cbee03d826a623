using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Copies of services that differ in ports, aliases or allocated addresses, as a Sidecar's listener or the whole mesh sees them. Asking again, in this view or
/// a later one, gives the same instance, so that what was memoised for it stays valid.
/// </summary>
internal sealed class ServiceVariants
{
    private readonly ConditionalWeakTable<Service, ConcurrentDictionary<Shape, Service>> _variants = [];

    public Service WithPorts(Service service, IReadOnlyList<MeshPort> ports) =>
        service.Ports.SequenceEqual(ports) ? service : Of(service, new(ports, service.Aliases, service.AutoAllocatedIpv4, service.AutoAllocatedIpv6));

    public Service WithAliases(Service service, IReadOnlyList<ServiceKey> aliases) =>
        service.Aliases.SequenceEqual(aliases) ? service : Of(service, new(service.Ports, aliases, service.AutoAllocatedIpv4, service.AutoAllocatedIpv6));

    public Service WithAddresses(Service service, string? ipv4, string? ipv6) =>
        service.AutoAllocatedIpv4 == ipv4 && service.AutoAllocatedIpv6 == ipv6 ? service : Of(service, new(service.Ports, service.Aliases, ipv4, ipv6));

    private Service Of(Service service, Shape shape) => _variants.GetOrCreateValue(service).GetOrAdd(
        shape,
        static (shape, of) => of with { Ports = shape.Ports, Aliases = shape.Aliases, AutoAllocatedIpv4 = shape.Ipv4, AutoAllocatedIpv6 = shape.Ipv6 },
        service);

    private readonly struct Shape(IReadOnlyList<MeshPort> ports, IReadOnlyList<ServiceKey> aliases, string? ipv4, string? ipv6) : IEquatable<Shape>
    {
        public IReadOnlyList<MeshPort> Ports => ports;

        public IReadOnlyList<ServiceKey> Aliases => aliases;

        public string? Ipv4 => ipv4;

        public string? Ipv6 => ipv6;

        public bool Equals(Shape other) =>
            Ports.SequenceEqual(other.Ports) && Aliases.SequenceEqual(other.Aliases) && Ipv4 == other.Ipv4 && Ipv6 == other.Ipv6;

        public override bool Equals(object? obj) => obj is Shape other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var port in ports)
            {
                hash.Add(port);
            }

            foreach (var alias in aliases)
            {
                hash.Add(alias);
            }

            hash.Add(ipv4);
            return hash.ToHashCode();
        }
    }
}
