using MeshActors.Mesh.Registry.Entries.Allocation;

namespace MeshActors.Actors.Config.Allocation;

/// <summary>Where allocated addresses come from and where they go.</summary>
/// <param name="Ipv4">Those of IPv4.</param>
/// <param name="Ipv6">Those of IPv6.</param>
/// <param name="Store">Who writes them.</param>
public sealed record AllocationSettings(AddressRange Ipv4, AddressRange Ipv6, IAddressStore Store);
