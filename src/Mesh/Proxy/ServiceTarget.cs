using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Proxy;

/// <summary>One port of a service that a proxy's own workload serves.</summary>
/// <param name="Service">The service.</param>
/// <param name="Port">Its port.</param>
/// <param name="TargetPort">The port on the workload.</param>
public sealed record ServiceTarget(Service Service, MeshPort Port, int TargetPort);
