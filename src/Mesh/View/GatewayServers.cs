using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.View;

/// <summary>
/// The servers of a Gateway with their hosts written out: the same instances as long as the Gateway is, in whatever views and
/// proxies, so that what was made of a server stays valid.
/// </summary>
internal static class GatewayServers
{
    private static readonly ConditionalWeakTable<Config<Gateway>, GatewayServer[]> ByGateway = [];

    /// <summary>Those that name a port.</summary>
    public static IReadOnlyList<GatewayServer> Of(Config<Gateway> gateway) => ByGateway.GetValue(gateway, static of =>
    [
        .. of.Spec.Servers.Where(server => server.Port is not null)
            .Select(server => new GatewayServer(ServerHosts.Resolve(server, of.Meta.Namespace), of)),
    ]);
}
