namespace MeshActors.Mesh.View;

/// <summary>A port on which a gateway's proxy listens.</summary>
/// <param name="Number">The port on the workload.</param>
/// <param name="Protocol">As the Gateway writes it.</param>
/// <param name="Bind">The address to listen on; empty means the wildcard address.</param>
public readonly record struct ServerPort(int Number, string Protocol, string Bind);
