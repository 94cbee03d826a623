using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Copies of services that differ in ports or aliases: what a Sidecar's listener sees of them. Asking again, in this view or
/// a later one, gives the same instance, so that what was memoised for it stays valid.
/// </summary>
internal sealed class ServiceVariants
{
    private readonly ConditionalWeakTable<Service, ConcurrentDictionary<Shape, Service>> _variants = [];

    public Service WithPorts(Service service, IReadOnlyList<MeshPort> ports) =>
        service.Ports.SequenceEqual(ports) ? service : Of(service, ports, service.Aliases);

    public Service WithAliases(Service service, IReadOnlyList<ServiceKey> aliases) =>
        service.Aliases.SequenceEqual(aliases) ? service : Of(service, service.Ports, aliases);

    private Service Of(Service service, IReadOnlyList<MeshPort> ports, IReadOnlyList<ServiceKey> aliases) =>
        _variants.GetOrCreateValue(service).GetOrAdd(new(ports, aliases), static (shape, of) => of with { Ports = shape.Ports, Aliases = shape.Aliases }, service);

    private readonly struct Shape(IReadOnlyList<MeshPort> ports, IReadOnlyList<ServiceKey> aliases) : IEquatable<Shape>
    {
        public IReadOnlyList<MeshPort> Ports => ports;

        public IReadOnlyList<ServiceKey> Aliases => aliases;

        public bool Equals(Shape other) => Ports.SequenceEqual(other.Ports) && Aliases.SequenceEqual(other.Aliases);

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

            return hash.ToHashCode();
        }
    }
}
