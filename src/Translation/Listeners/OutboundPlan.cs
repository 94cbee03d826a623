using System.Globalization;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Networking;
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
    private readonly ServiceChains _chains;
    private readonly Dictionary<(string Bind, int Port), OutboundEntry> _entries = [];
    private readonly List<OutboundEntry> _order = [];

    private OutboundPlan(TranslationContext context, ListenerSettings settings)
    {
        _context = context;
        _settings = settings;
        _addresses = AddressView.Of(context.Node);
        _ports = new(context.Node, context.View.Mesh, settings.Wildcards[0]);
        _chains = new(context, settings);
    }

    private string Wildcard => _settings.Wildcards[0];

    public static IReadOnlyList<OutboundEntry> Of(TranslationContext context, ListenerSettings settings)
    {
        var plan = new OutboundPlan(context, settings);
        foreach (var egress in context.Scope.EgressListeners)
        {
            plan.Add(egress);
        }

        return plan._order;
    }

    private void Add(EgressListener egress)
    {
        var declared = egress.Listener;
        var bindsToPort = !_settings.Proxy.CapturesTraffic
            || declared is { CaptureMode: CaptureMode.None }
            || declared?.Bind.StartsWith(BindAddresses.UnixPrefix, StringComparison.Ordinal) == true;
        ValueList<string> binds = declared is { Bind.Length: > 0 } ? [declared.Bind] : bindsToPort ? _settings.Loopbacks : [];
        if (declared?.Port is { } port)
        {
            var listenPort = new MeshPort(port.Name, port.Number, Protocols.Parse(port.Protocol));
            if (_ports.IsAllowed(bindsToPort, First(binds), listenPort.Number, listenPort.Protocol))
            {
                foreach (var service in egress.Services)
                {
                    Add(new OutboundPart(service, listenPort, binds, bindsToPort, egress.VirtualServices));
                }
            }

            return;
        }

        // Ports that earlier listeners declare are theirs alone.
        foreach (var entry in _order)
        {
            entry.IsLocked = true;
        }

        foreach (var service in egress.Services)
        {
            foreach (var servicePort in service.Ports)
            {
                if (_ports.IsAllowed(bindsToPort, First(binds), servicePort.Number, servicePort.Protocol))
                {
                    AddPort(new(service, servicePort, binds, bindsToPort, egress.VirtualServices));
                }
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
            if (endpoint.Addresses.All(IpText.IsAddress) && endpoint.FirstAddress != _context.Node.IpAddresses[0])
            {
                Add(part with { Binds = [.. endpoint.Addresses] });
            }
        }
    }

    private void Add(OutboundPart part)
    {
        if (part.Service.Resolution == Resolution.Alias || part.Port.Protocol is Protocol.Udp)
        {
            return;
        }

        part = WithAddress(part);
        var key = (First(part.Binds), part.Port.Number);
        var current = _entries.GetValueOrDefault(key);
        if (current is { IsLocked: true })
        {
            return;
        }

        var entry = new OutboundEntry(part.Binds, part.Port.Number, part.BindsToPort);
        if (current is null)
        {
            Fill(entry, part);
            Put(key, entry);
        }
        else
        {
            Merge(current, part, key);
        }
    }

    /// <summary>HTTP goes to the wildcard address and is told apart by hosts; all else goes to the service's own address.</summary>
    private OutboundPart WithAddress(OutboundPart part)
    {
        if (part.Binds.Count > 0)
        {
            return part;
        }

        if (IsHttp(part.Port.Protocol))
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

    private void Fill(OutboundEntry entry, OutboundPart part)
    {
        var protocol = part.Port.Protocol;
        entry.Protocol = protocol;
        if (protocol == Protocol.HttpProxy)
        {
            entry.Chains.Add(HttpChainOf(part, sniffed: false));
        }
        else if (IsHttp(protocol))
        {
            // On the wildcard address other protocols must get through to destinations that are no service.
            var sniffed = First(part.Binds) == Wildcard;
            entry.Chains.Add(HttpChainOf(part, sniffed));
            entry.Protocol = sniffed ? Protocol.Unsupported : protocol;
        }
        else
        {
            entry.Chains.AddRange(_chains.Of(part));
            if (protocol.IsUnsupported())
            {
                entry.Chains.Add(HttpChainOf(part, sniffed: true));
            }
        }
    }

    /// <summary>Several services want one address and port: their chains are put together where they can be told apart.</summary>
    private void Merge(OutboundEntry current, OutboundPart part, (string Bind, int Port) key)
    {
        var protocol = part.Port.Protocol;
        if (protocol == Protocol.HttpProxy)
        {
            var proxy = new OutboundEntry(part.Binds, part.Port.Number, part.BindsToPort);
            Fill(proxy, part);
            Put(key, proxy);
            return;
        }

        if (IsHttp(protocol))
        {
            // HTTP services share the listener; its routes name them all.
            if (current.Protocol.IsTcp() && MayShare(protocol, current.Protocol))
            {
                current.AddUnlessTaken([HttpChainOf(part, sniffed: First(part.Binds) == Wildcard)]);
                current.Protocol = Protocol.Unsupported;
            }

            return;
        }

        if (!MayShare(protocol, current.Protocol))
        {
            return;
        }

        if (protocol.IsUnsupported() && current.Protocol.IsHttp())
        {
            var sniffing = new OutboundEntry(part.Binds, part.Port.Number, part.BindsToPort);
            Fill(sniffing, part);
            Put(key, sniffing);
            return;
        }

        var chains = _chains.Of(part).ToList();
        if (protocol.IsUnsupported() && current.Protocol.IsTcp())
        {
            chains.Add(HttpChainOf(part, sniffed: true));
        }

        current.AddUnlessTaken(chains);
        if (current.Protocol.IsHttp() || protocol.IsUnsupported())
        {
            current.Protocol = Protocol.Unsupported;
        }
    }

    /// <summary>Servers that speak first must not wait for an inspector.</summary>
    private static bool MayShare(Protocol incoming, Protocol existing) =>
        incoming == existing || (incoming is not (Protocol.Mongo or Protocol.MySql) && existing is not (Protocol.Mongo or Protocol.MySql));

    private ChainInputs HttpChainOf(OutboundPart part, bool sniffed)
    {
        var bind = First(part.Binds);
        var port = part.Port.Number;
        var service = part.Service;
        var dynamic = Hostname.IsWildcard(service.Hostname) && service.Resolution == Resolution.DynamicDns;
        return new()
        {
            ApplicationProtocols = sniffed ? SniffedProtocols.PlainHttp : [],
            TransportProtocol = sniffed ? SniffedProtocols.RawBuffer : "",
            Http = new()
            {
                Role = HttpRole.Outbound,
                Protocol = part.Port.Protocol == Protocol.GrpcWeb ? Protocol.GrpcWeb : Protocol.Http,
                DynamicHost = dynamic ? service.Hostname : null,
                RouteName = port == 0 ? bind
                    : part.Port.Protocol.IsUnsupported() && bind != Wildcard
                        ? string.Create(CultureInfo.InvariantCulture, $"{service.Hostname}:{port}")
                        : port.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private void Put((string Bind, int Port) key, OutboundEntry entry)
    {
        if (_entries.TryGetValue(key, out var replaced))
        {
            _order[_order.IndexOf(replaced)] = entry;
        }
        else
        {
            _order.Add(entry);
        }

        _entries[key] = entry;
    }

    private static bool IsHttp(Protocol protocol) => protocol.IsHttp();

    private static string First(ValueList<string> binds) => binds.Count == 0 ? "" : binds[0];
}
