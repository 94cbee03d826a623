namespace MeshActors.Mesh.View;

/// <summary>The servers of all Gateways that share a listener.</summary>
/// <param name="Port">Where it listens.</param>
/// <param name="RouteName">The route configuration of plain HTTP servers; those with TLS have their own, see <see cref="MergedGateway.TlsRouteName"/>.</param>
/// <param name="Servers">In order of precedence.</param>
public sealed record MergedServers(ServerPort Port, string RouteName, IReadOnlyList<GatewayServer> Servers);
