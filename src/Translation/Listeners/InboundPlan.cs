using System.Globalization;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Listeners;

/// <summary>
/// Which ports of a workload are served: those of its Sidecar's ingress listeners where it has any, else those on which
/// services reach it.
/// </summary>
internal sealed class InboundPlan(TranslationContext context, ListenerSettings settings, IReadOnlyList<ServiceTarget> targets)
{
    private const string PassthroughPortName = "virtualInbound";

    private readonly InboundModes _modes = new(context.Node, context.View);
    private readonly PortBinding _ports = new(context.Node, context.View.Mesh, settings.Wildcards[0]);

    private IReadOnlyList<IstioIngressListener> Ingress => context.Scope.Sidecar?.Spec.Ingress ?? [];

    /// <summary>Chains by port.</summary>
    public IReadOnlyList<InboundChain> Chains()
    {
        var chains = new SortedDictionary<int, InboundChain>();

        // A listener of ours on the application's own port would keep the application from starting.
        foreach (var chain in Declared())
        {
            // The oldest service on a port decides what is spoken there.
            chains.TryAdd(chain.TargetPort, chain);
        }

        return [.. chains.Values];
    }

    private IEnumerable<InboundChain> Declared()
    {
        if (Ingress.Count == 0)
        {
            return settings.Proxy.CapturesTraffic ? FromServices() : [];
        }

        return settings.Features.MergedInboundListeners
            ? FromServices().Where(chain => !IsIngress(chain.TargetPort)).Concat(FromSidecar())
            : FromSidecar();
    }

    private bool IsIngress(int port) => Ingress.Any(listener => listener.Port?.Number == port);

    /// <summary>What takes connections to ports of no service, first those to any port.</summary>
    public IReadOnlyList<InboundChain> Passthrough() =>
        [Passthrough(0), .. _modes.Ports.Where(port => !IsServed(port)).Select(Passthrough)];

    private bool IsServed(int port) => Ingress.Count > 0
        ? IsIngress(port)
        : targets.Any(target => target.TargetPort == port);

    private InboundChain Passthrough(int port) => new()
    {
        Cluster = Naming.InboundPassthroughCluster,
        TargetPort = port,
        ServicePort = 0,
        Protocol = Protocol.Unsupported,
        Hostname = "",
        TcpStatPrefix = StatPrefix(Naming.InboundPassthroughCluster, "", "", "", new(PassthroughPortName, 0, Protocol.Unsupported)),
        Binds = settings.Wildcards,
        Mode = _modes.Of(port),
        IsPassthrough = true,
    };

    private IEnumerable<InboundChain> FromServices()
    {
        var bindsToPort = !settings.Proxy.CapturesTraffic;
        foreach (var target in targets)
        {
            var service = target.Service;
            if (!_ports.IsAllowed(bindsToPort, settings.Wildcards[0], target.TargetPort, target.Port.Protocol))
            {
                continue;
            }

            var kubernetes = service.Registry == ServiceRegistry.Kubernetes;
            var cluster = ClusterOf(target.TargetPort);
            yield return new()
            {
                Cluster = cluster,
                TargetPort = target.TargetPort,
                ServicePort = target.Port.Number,
                Protocol = target.Port.Protocol,
                Hostname = service.Hostname,
                TcpStatPrefix = StatPrefix(
                    cluster,
                    kubernetes ? $"{service.Name}.{service.Namespace}" : service.Hostname,
                    kubernetes ? service.Name : service.Hostname,
                    service.Hostname,
                    target.Port),
                Binds = settings.Wildcards,
                BindsToPort = bindsToPort,
                Mode = _modes.Of(target.TargetPort),
            };
        }
    }

    private IEnumerable<InboundChain> FromSidecar()
    {
        // A Sidecar of the root namespace counts as one of the namespace where it applies.
        var (name, ns) = (context.Scope.Sidecar!.Meta.Name, context.Scope.Namespace);
        var hostname = $"{name}.{ns}";
        foreach (var listener in Ingress)
        {
            if (listener.Port is not { } declared)
            {
                continue;
            }

            var port = new MeshPort(declared.Name, declared.Number, Protocols.Parse(declared.Protocol));
            var tls = settings.Features.SidecarIngressTls ? listener.Tls : null;
            var bindsToPort = listener.CaptureMode == CaptureMode.Default ? !settings.Proxy.CapturesTraffic : listener.CaptureMode == CaptureMode.None;
            if (!_ports.IsAllowed(bindsToPort, listener.Bind, port.Number, port.Protocol, besideCapture: false))
            {
                continue;
            }

            yield return new()
            {
                Cluster = ClusterOf(port.Number),
                TargetPort = port.Number,
                ServicePort = port.Number,
                Protocol = tls is null ? port.Protocol : AfterTls(port.Protocol),
                OwnTls = tls,
                Hostname = hostname,
                TcpStatPrefix = StatPrefix(ClusterOf(port.Number), hostname, hostname, hostname, port),
                Binds = listener.Bind.Length > 0 ? [listener.Bind] : OwnAddress(),
                Mode = _modes.Of(port.Number),
                BindsToPort = bindsToPort,
                ConfigPath = $"/apis/networking.istio.io/v1/namespaces/{ns}/sidecar/{name}",
            };
        }
    }

    private static Protocol AfterTls(Protocol protocol) => protocol switch
    {
        Protocol.Https => Protocol.Http,
        Protocol.Tls => Protocol.Tcp,
        _ => protocol,
    };

    private ValueList<string> OwnAddress() =>
        BindAddresses.FirstReachable(context.Node.IpAddresses) is { Length: > 0 } address ? [address] : settings.Wildcards;

    private static string ClusterOf(int port) => Naming.ClusterName(Naming.Inbound, "", "", port);

    private string StatPrefix(string cluster, string service, string name, string hostname, MeshPort port) =>
        settings.Mesh.InboundClusterStatName is not { Length: > 0 } pattern ? cluster : pattern
            .Replace("%SERVICE%", service, StringComparison.Ordinal)
            .Replace("%SERVICE_NAME%", name, StringComparison.Ordinal)
            .Replace("%SERVICE_FQDN%", hostname, StringComparison.Ordinal)
            .Replace("%SUBSET_NAME%", "", StringComparison.Ordinal)
            .Replace("%SERVICE_PORT%", port.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%SERVICE_PORT_NAME%", port.Name, StringComparison.Ordinal);
}
