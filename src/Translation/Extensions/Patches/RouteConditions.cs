using System.Globalization;
using Envoy.Config.Route.V3;
using MeshActors.Mesh.Networking;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>Whether a patch is meant for a route configuration, a virtual host or a route.</summary>
internal static class RouteConditions
{
    /// <param name="patch">The patch.</param>
    /// <param name="context">Which way the traffic goes.</param>
    /// <param name="name">The route configuration's name.</param>
    /// <param name="ports">At a gateway, the Gateway ports that stand for the one in the name; null where they are not known.</param>
    public static bool Matches(CompiledPatch patch, PatchContext context, string name, IReadOnlyCollection<int>? ports)
    {
        if (patch.Match.RouteConfiguration is not { } match)
        {
            return true;
        }

        if (match.Name.Length > 0 && match.Name != name)
        {
            return false;
        }

        if (context != PatchContext.Gateway)
        {
            return match.PortNumber == 0 || match.PortNumber == SidecarPort(name);
        }

        var (port, portName, gateway) = GatewayParts(name);
        return (match.PortName.Length == 0 || match.PortName == portName)
            && (match.Gateway.Length == 0 || match.Gateway == gateway)
            && (match.PortNumber == 0 || (ports?.Contains(match.PortNumber) ?? match.PortNumber == port));
    }

    public static bool Matches(CompiledPatch patch, VirtualHost host) =>
        patch.Match.RouteConfiguration?.Vhost is not { } match
        || ((match.Name.Length == 0 || match.Name == host.Name) && (match.DomainName.Length == 0 || host.Domains.Contains(match.DomainName)));

    public static bool NamesRoute(CompiledPatch patch) => patch.Match.RouteConfiguration?.Vhost?.Route is not null;

    public static bool Matches(CompiledPatch patch, Route route) =>
        patch.Match.RouteConfiguration?.Vhost?.Route is not { } match
        || ((match.Name.Length == 0 || match.Name == route.Name)
            && (match.Action == RouteMatchAction.Any || route.ActionCase switch
            {
                Route.ActionOneofCase.Route_ => match.Action == RouteMatchAction.Route,
                Route.ActionOneofCase.Redirect => match.Action == RouteMatchAction.Redirect,
                Route.ActionOneofCase.DirectResponse => match.Action == RouteMatchAction.DirectResponse,
                _ => true,
            }));

    /// <summary>The parts of <c>http.PORT</c> and <c>https.PORT.NAME.GATEWAY.NAMESPACE</c>; the gateway as <c>NAMESPACE/GATEWAY</c>.</summary>
    public static (int Port, string PortName, string Gateway) GatewayParts(string name) => name.Split('.') switch
    {
        ["http", var port, ..] => (Number(port), "", ""),
        ["https", var port, var portName, var gateway, var ns, ..] => (Number(port), portName, $"{ns}/{gateway}"),
        _ => (0, "", ""),
    };

    private static int SidecarPort(string name) => Naming.TryParse(name, out var parts) && parts.Direction == Naming.Inbound ? parts.Port : Number(name);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
