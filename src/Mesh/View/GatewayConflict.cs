namespace MeshActors.Mesh.View;

/// <summary>A server that a proxy does not run, and why.</summary>
/// <param name="Gateway"><c>namespace/name</c>.</param>
/// <param name="Port">The port on the workload.</param>
/// <param name="Reason">For the operator.</param>
public sealed record GatewayConflict(string Gateway, int Port, string Reason);
