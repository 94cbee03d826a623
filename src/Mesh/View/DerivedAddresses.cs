using System.Globalization;
using System.Text;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Addresses of ServiceEntries' hosts that have none, made of their names as istiod did before it wrote them down. They lead nowhere: a proxy that
/// answers DNS tells its workload these, and listens on them.
/// </summary>
internal sealed class DerivedAddresses
{
    public static readonly DerivedAddresses None = new([]);

    /// <summary>How many places there are: 240.240.0.1 to 240.240.255.254, without those that end in 0 or 255.</summary>
    private const uint Places = 256 * 254;

    /// <summary>The largest prime number below, by which hosts of one place are spread over others.</summary>
    private const uint Prime = 65011;

    /// <summary>No address ends in this.</summary>
    private const int Skipped = 255;

    private readonly Dictionary<ServiceKey, (string Ipv4, string Ipv6)> _addresses;

    private DerivedAddresses(Dictionary<ServiceKey, (string Ipv4, string Ipv6)> addresses) => _addresses = addresses;

    /// <param name="services">All services: of hosts whose names lead to one place the first one gets it.</param>
    public static DerivedAddresses Of(IEnumerable<Service> services)
    {
        var places = new Dictionary<uint, ServiceKey>();
        foreach (var service in services)
        {
            if (HasPlace(service) && places.Count < Places)
            {
                places.Add(PlaceOf(service.Key, places), service.Key);
            }
        }

        var addresses = new Dictionary<ServiceKey, (string Ipv4, string Ipv6)>(places.Count);
        var skipped = 0;
        foreach (var (place, key) in places.OrderBy(entry => entry.Key))
        {
            var number = (int)place + 1 + skipped;
            if (number % Skipped == 0)
            {
                // This one, and all that come behind it, move on by one.
                number++;
                skipped++;
            }

            addresses.TryAdd(key, Texts(number / Skipped, number % Skipped));
        }

        return new(addresses);
    }

    /// <summary>The service with its addresses; itself where it has none.</summary>
    public Service Give(Service service, ServiceVariants variants) =>
        HasPlace(service) && _addresses.TryGetValue(service.Key, out var addresses) ? variants.WithAddresses(service, addresses.Ipv4, addresses.Ipv6) : service;

    /// <summary>Who passes connections through must know where they were going, and a name of many hosts has no one address.</summary>
    private static bool HasPlace(Service service) =>
        service.Registry == ServiceRegistry.External
        && service.DefaultAddress == Service.UnspecifiedAddress
        && service.Resolution != Resolution.Passthrough
        && !Hostname.IsWildcard(service.Hostname);

    private static uint PlaceOf(ServiceKey key, Dictionary<uint, ServiceKey> taken)
    {
        var hash = Fnv1a($"{key.Namespace}/{key.Hostname}");
        var place = hash % Places;
        var step = Prime - (hash % Prime);

        // Numbers wrap around, and the last place is for nobody who was turned away.
        for (var i = 1u; taken.ContainsKey(place); i++)
        {
            place = unchecked(hash + (i * step)) % (Places - 1);
        }

        return place;
    }

    private static uint Fnv1a(string text)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        return hash;
    }

    private static (string Ipv4, string Ipv6) Texts(int third, int fourth) => (
        string.Create(CultureInfo.InvariantCulture, $"240.240.{third}.{fourth}"),
        third == 0 ? $"2001:2::f0f0:{fourth:x}" : $"2001:2::f0f0:{third:x}{fourth:x}");
}
