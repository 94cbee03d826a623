namespace MeshActors.Mesh.Registry.Networks;

/// <summary>A gateway through which a network's workloads are reached from other networks.</summary>
/// <param name="Network">The network behind it.</param>
/// <param name="Cluster">Its cluster; empty where MeshNetworks names only an address.</param>
/// <param name="Address">An IP address or a DNS name.</param>
/// <param name="Port">The port of mutual TLS with automatic passthrough; 0 where it has none.</param>
/// <param name="HbonePort">The port of HBONE; 0 where it has none.</param>
public sealed record NetworkGateway(string Network, string Cluster, string Address, int Port, int HbonePort = 0);
