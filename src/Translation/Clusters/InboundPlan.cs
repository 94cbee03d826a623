using System.Globalization;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// Which inbound clusters a sidecar has: those of its Sidecar's ingress listeners where it has any, else one for each port on
/// which its services reach the workload.
/// </summary>
internal static class InboundPlan
{
    public static IEnumerable<InboundClusterInputs> Of(
        TranslationContext context, IReadOnlyList<ServiceTarget> targets, ClusterView view, ClusterMeshSettings mesh)
    {
        if (context.Scope.Sidecar?.Spec.Ingress is { Count: > 0 } ingress)
        {
            var declared = FromSidecar(context, ingress, targets, view, mesh);
            return mesh.Features.MergedInboundListeners
                ? FromServices(context, targets, view, mesh).Where(inputs => ingress.All(listener => listener.Port?.Number != inputs.ClusterPort)).Concat(declared)
                : declared;
        }

        // Without capture a listener of ours would take the application's own port.
        return context.Node.InterceptionMode == InterceptionMode.None ? [] : FromServices(context, targets, view, mesh);
    }

    private static IEnumerable<InboundClusterInputs> FromServices(
        TranslationContext context, IReadOnlyList<ServiceTarget> targets, ClusterView view, ClusterMeshSettings mesh)
    {
        var bind = mesh.InboundPassthrough ? "" : Localhost(context.Node);
        foreach (var port in targets.GroupBy(target => target.TargetPort))
        {
            var first = port.First();
            yield return Inputs(context, view, mesh, port.Key, bind, port.Key, first.Port, first.Service) with
            {
                // Telemetry names every service on the port, but those that publish it under another number.
                Services = new([.. port.Where(t => t.Port.Number == first.Port.Number).Select(t => t.Service).DistinctBy(s => s.Hostname)]),
                WithoutService = first.Service.MeshExternal,
            };
        }
    }

    private static IEnumerable<InboundClusterInputs> FromSidecar(
        TranslationContext context, IReadOnlyList<IstioIngressListener> ingress, IReadOnlyList<ServiceTarget> targets,
        ClusterView view, ClusterMeshSettings mesh)
    {
        var sidecar = context.Scope.Sidecar!;
        foreach (var listener in ingress)
        {
            if (listener.Port is not { } listenerPort || !TryEndpoint(listener.DefaultEndpoint, context.Node, out var bind, out var targetPort))
            {
                continue;
            }

            var port = new MeshPort(listenerPort.Name, listenerPort.Number, Protocols.Parse(listenerPort.Protocol));
            var service = targets.FirstOrDefault(target => target.TargetPort == listenerPort.Number)?.Service;
            var standIn = service ?? StandIn(sidecar.Meta.Name, context.Scope.Namespace);
            yield return Inputs(context, view, mesh, listenerPort.Number, bind, targetPort, port, standIn) with
            {
                WithoutService = service is null || service.MeshExternal,
            };
        }
    }

    private static InboundClusterInputs Inputs(
        TranslationContext context, ClusterView view, ClusterMeshSettings mesh, int clusterPort, string bind, int targetPort,
        MeshPort port, Service service) => new()
        {
            ClusterPort = clusterPort,
            Bind = bind,
            TargetPort = targetPort,
            Port = port,
            Services = new([service]),
            Rule = context.Scope.DestinationRuleFor(service.Hostname, proxyLabels: null)?.Rule,
            SidecarPool = SidecarPool(context.Scope, clusterPort),
            View = view,
            Mesh = mesh,
            HasIpv4 = context.Node.HasIpv4,
            UsesBothFamilies = mesh.Features.DualStack && context.Node is { HasIpv4: true, HasIpv6: true },
        };

    private static ConnectionPoolSettings? SidecarPool(SidecarScope scope, int port) =>
        scope.Sidecar?.Spec is not { } sidecar
            ? null
            : sidecar.Ingress.FirstOrDefault(i => i.Port?.Number == port && i.ConnectionPool is not null)?.ConnectionPool
                ?? sidecar.InboundConnectionPool;

    /// <summary>
    /// Reads <c>defaultEndpoint</c>: nothing (the original destination), a socket path, localhost, or <c>0.0.0.0</c> and
    /// <c>[::]</c>, which stand for the workload's own address.
    /// </summary>
    private static bool TryEndpoint(string endpoint, ProxyNode node, out string bind, out int port)
    {
        (bind, port) = ("", 0);
        if (endpoint.Length == 0)
        {
            return true;
        }

        if (endpoint.StartsWith("unix://", StringComparison.Ordinal))
        {
            bind = endpoint;
            return true;
        }

        var colon = endpoint.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(endpoint.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
        {
            return false;
        }

        bind = endpoint[..colon].Trim('[', ']') switch
        {
            "0.0.0.0" => node.IpAddresses.FirstOrDefault(a => !a.Contains(':')) ?? "127.0.0.1",
            "::" => node.IpAddresses.FirstOrDefault(a => a.Contains(':')) ?? "::1",
            "127.0.0.1" => node.HasIpv4 ? "127.0.0.1" : "::1",
            "::1" => node.HasIpv6 ? "::1" : "127.0.0.1",
            _ => "",
        };
        return true;
    }

    private static string Localhost(ProxyNode node) => node.HasIpv4 ? "127.0.0.1" : "::1";

    private static Service StandIn(string sidecar, string ns) => new()
    {
        Hostname = $"{sidecar}.{ns}",
        Name = sidecar,
        Namespace = ns,
        Registry = ServiceRegistry.External,
        Resolution = Resolution.ClientSideLb,
        MeshExternal = true,
        Source = new("Sidecar", ns, sidecar),
    };
}
