using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Listeners;

/// <summary>
/// Decides which outbound listeners a sidecar has and what each consists of: one for each port of HTTP services, one for each
/// address and port of all others, and those of its Sidecar's egress listeners.
/// </summary>
internal sealed class OutboundPlan
{
    private readonly TranslationContext _context;
    private readonly ListenerSettings _settings;
    private readonly AddressView _addresses;
    private readonly PortBinding _ports;
    private readonly OutboundEntries _entries;

    private OutboundPlan(TranslationContext context, ListenerSettings settings, Memo<PlainChainKey, ChainInputs> plainChains)
    {
        _context = context;
        _settings = settings;
        _addresses = AddressView.Of(context.Node, settings.Features);
        _ports = new(context.Node, context.View.Mesh, settings.Wildcards[0]);
        _entries = new(settings.Wildcards[0], new(context, settings, plainChains));
    }

    public static IReadOnlyList<OutboundEntry> Of(TranslationContext context, ListenerSettings settings, Memo<PlainChainKey, ChainInputs> plainChains)
    {
        var plan = new OutboundPlan(context, settings, plainChains);
        foreach (var egress in context.Scope.EgressListeners)
        {
            plan.Add(egress);
        }

        return plan._entries.All;
    }

    private void Add(EgressListener egress)
    {
        var declared = egress.Listener;
        var bindsToPort = !_settings.Proxy.CapturesTraffic
            || declared is { CaptureMode: CaptureMode.None }
            || declared?.Bind.StartsWith(BindAddresses.UnixPrefix, StringComparison.Ordinal) == true;
        ValueList<string> binds = declared is { Bind.Length: > 0 } ? [declared.Bind] : bindsToPort ? _settings.Loopbacks : [];
        var routes = egress.RawRoutes;
        if (declared?.Port is { } port)
        {
            var listenPort = new MeshPort(port.Name, port.Number, Protocols.Parse(port.Protocol));
            if (_ports.IsAllowed(bindsToPort, First(binds), listenPort.Number, listenPort.Protocol))
            {
                foreach (var service in egress.Services)
                {
                    Add(new OutboundPart(service, listenPort, binds, bindsToPort, routes));
                }
            }

            return;
        }

        // Ports that earlier listeners declare are theirs alone.
        _entries.Lock();

        var segments = egress.Services.Segments;
        for (var i = 0; i < segments.Length; i++)
        {
            // Of most services nothing is new but their names.
            if (binds.Count == 0 && egress.TryHttpPorts(i, out var ports) && _entries.HasAll(ports))
            {
                continue;
            }

            foreach (var service in segments[i])
            {
                AddPorts(service, binds, bindsToPort, routes);
            }
        }
    }

    private void AddPorts(Service service, ValueList<string> binds, bool bindsToPort, IReadOnlyList<Config<VirtualService>> routes)
    {
        foreach (var port in service.Ports)
        {
            if (!(binds.Count == 0 && _entries.HasAll(service, port))
                && _ports.IsAllowed(bindsToPort, First(binds), port.Number, port.Protocol))
            {
                AddPort(new(service, port, binds, bindsToPort, routes));
            }
        }
    }

    /// <summary>Headless TCP services have a listener for each pod, as clients reach pods by their own addresses.</summary>
    private void AddPort(OutboundPart part)
    {
        var (service, port) = (part.Service, part.Port);
        if (part.Binds.Count > 0
            || service.Resolution != Resolution.Passthrough
            || _addresses.Primary(service) != Service.UnspecifiedAddress
            || !(port.Protocol.IsTcp() || port.Protocol.IsUnsupported()))
        {
            Add(part);
            return;
        }

        var endpoints = _context.View.Facts(service.Key).InlineEndpoints.Where(endpoint => endpoint.ServicePortName == port.Name).ToList();
        if (endpoints.Count == 0 && service.Registry != ServiceRegistry.Kubernetes && service.Selector.Count == 0)
        {
            Add(part);
            return;
        }

        foreach (var endpoint in endpoints)
        {
            // A proxy's own pod is not reached through an outbound listener.
            if (endpoint.Addresses.Count > 0 && endpoint.Addresses.All(IpText.IsAddress) && endpoint.FirstAddress != _context.Node.IpAddresses[0])
            {
                Add(_settings.Features.HeadlessFilterChains && port.Protocol.IsTcp()
                    ? part with { Binds = _settings.Wildcards, Ranges = [.. endpoint.Addresses], IsOnePod = true }
                    : part with { Binds = [.. endpoint.Addresses] });
            }
        }
    }

    private void Add(OutboundPart part)
    {
        if (part.Service.Resolution != Resolution.Alias && part.Port.Protocol != Protocol.Udp)
        {
            _entries.Add(WithAddress(part));
        }
    }

    /// <summary>HTTP goes to the wildcard address and is told apart by hosts; all else goes to the service's own address.</summary>
    private OutboundPart WithAddress(OutboundPart part)
    {
        if (part.Binds.Count > 0)
        {
            return part;
        }

        if (part.Port.Protocol.IsHttp())
        {
            return part with { Binds = _settings.Wildcards };
        }

        var service = part.Service;
        var address = _addresses.Primary(service);
        IReadOnlyList<string> extra = _addresses.Extra(service);
        if (service.Registry == ServiceRegistry.External && address == Service.UnspecifiedAddress)
        {
            // A host name tells no family: the proxy's own one decides.
            address = _settings.Proxy.IsIpv6Only ? BindAddresses.AnyIpv6 : address;
            extra = _settings.Proxy.IsDualStack ? [.. extra, BindAddresses.AnyIpv6] : extra;
        }

        return address.Contains('/')
            ? part with { Binds = _settings.Wildcards, Ranges = [address, .. extra] }
            : part with { Binds = [address, .. extra] };
    }

    private static string First(ValueList<string> binds) => binds.Count == 0 ? "" : binds[0];
}
