using System.Net;

namespace MeshActors.Kubernetes.Embedded.Workloads.Nodes;

/// <summary>A node that exists by its Node object only.</summary>
public sealed record SimulatedNode(string Name, string Region, string Zone, IPAddress Address);
